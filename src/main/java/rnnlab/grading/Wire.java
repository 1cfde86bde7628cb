package rnnlab.grading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rnnlab.files.Escapes;

/**
 * Plain data as bytes: a letter for the type, then the value. Reading creates numbers, text, arrays, lists and maps,
 * nothing else.
 *
 * <p>Not CBOR or MessagePack: they know one kind of list, where a method takes an int[] or a double[][]; they refuse
 * half a surrogate pair; and they bring types that no answer has. Both sides would need this list of types all the
 * same, in more lines.
 */
final class Wire {

    /**
     * The largest message that is read, in bytes: more than four million values of nine bytes, the most that an answer
     * may hold.
     */
    static final int LARGEST = 40 << 20;

    private static final int DEEPEST = 12;

    /** What methods take and give, by number. */
    private static final List<Class<?>> ARRAYS = List.of(
            boolean[].class,
            int[].class,
            long[].class,
            double[].class,
            String[].class,
            int[][].class,
            double[][].class,
            double[][][].class);

    private Wire() {}

    static byte[] bytes(Object value) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(value, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when the bytes are not such a value */
    static Object value(byte[] bytes) throws IOException {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(bytes)), 0);
        } catch (RuntimeException e) {
            throw new IOException("not a value", e);
        }
    }

    private static void write(Object v, DataOutputStream out) throws IOException {
        if (v == null) {
            out.writeByte('0');
        } else if (v instanceof Boolean b) {
            out.writeByte('B');
            out.writeBoolean(b);
        } else if (v instanceof Integer i) {
            out.writeByte('I');
            out.writeInt(i);
        } else if (v instanceof Long l) {
            out.writeByte('L');
            out.writeLong(l);
        } else if (v instanceof Double d) {
            out.writeByte('D');
            out.writeDouble(d);
        } else if (v instanceof String s) {
            out.writeByte('S');
            text(s, out);
        } else if (v instanceof List<?> list) {
            out.writeByte('(');
            out.writeInt(list.size());
            for (var item : list) {
                write(item, out);
            }
        } else if (v instanceof Map<?, ?> map) {
            out.writeByte('{');
            out.writeInt(map.size());
            for (var e : map.entrySet()) {
                text(String.valueOf(e.getKey()), out);
                write(e.getValue(), out);
            }
        } else {
            array(v, out);
        }
    }

    private static void array(Object a, DataOutputStream out) throws IOException {
        int type = ARRAYS.indexOf(a.getClass());
        if (type < 0) {
            throw new IOException("a " + a.getClass().getSimpleName() + " cannot be sent");
        }
        out.writeByte('[');
        out.writeByte(type);
        out.writeInt(Array.getLength(a));
        for (int k = 0; k < Array.getLength(a); k++) {
            write(Array.get(a, k), out);
        }
    }

    /** As UTF-8, or char by char where the text holds half a surrogate pair, for which UTF-8 has no bytes. */
    private static void text(String s, DataOutputStream out) throws IOException {
        boolean utf8 = Escapes.isWellFormed(s);
        out.writeBoolean(utf8);
        if (utf8) {
            var bytes = s.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else {
            out.writeInt(s.length());
            out.writeChars(s);
        }
    }

    private static Object read(DataInputStream in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested too deeply");
        }
        char type = (char) in.readByte();
        return switch (type) {
            case '0' -> null;
            case 'B' -> in.readBoolean();
            case 'I' -> in.readInt();
            case 'L' -> in.readLong();
            case 'D' -> in.readDouble();
            case 'S' -> text(in);
            case '[' -> array(ARRAYS.get(in.readByte()), in, depth);
            case '(' -> items(in, depth);
            case '{' -> map(in, depth);
            default -> throw new IOException("unknown type " + (int) type);
        };
    }

    private static Object array(Class<?> type, DataInputStream in, int depth) throws IOException {
        var items = items(in, depth);
        var a = Array.newInstance(type.getComponentType(), items.size());
        for (int k = 0; k < items.size(); k++) {
            Array.set(a, k, items.get(k));
        }
        return a;
    }

    private static Map<String, Object> map(DataInputStream in, int depth) throws IOException {
        int n = length(in, 6);
        var map = new LinkedHashMap<String, Object>();
        for (int k = 0; k < n; k++) {
            map.put(text(in), read(in, depth + 1));
        }
        return map;
    }

    private static List<Object> items(DataInputStream in, int depth) throws IOException {
        int n = length(in, 1);
        var items = new ArrayList<Object>(Math.min(n, 1000));
        for (int k = 0; k < n; k++) {
            items.add(read(in, depth + 1));
        }
        return items;
    }

    private static String text(DataInputStream in) throws IOException {
        if (in.readBoolean()) {
            return new String(in.readNBytes(length(in, 1)), StandardCharsets.UTF_8);
        }
        var chars = new char[length(in, 2)];
        for (int k = 0; k < chars.length; k++) {
            chars[k] = in.readChar();
        }
        return new String(chars);
    }

    /** A length that the rest of the message can really hold. */
    private static int length(DataInputStream in, int size) throws IOException {
        int n = in.readInt();
        if (n < 0 || (long) n * size > in.available()) {
            throw new IOException("a length of " + n + " does not fit the message");
        }
        return n;
    }

    /**
     * One message: its length, then its bytes. Written to the channel itself: until JDK 19 a channel's streams wait for
     * each other, so that nothing could be sent while another thread waits for input.
     */
    static void send(SocketChannel channel, Object... message) throws IOException {
        var bytes = bytes(Arrays.asList(message));
        var buffer = ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** @throws IOException at the end, or when it is no message */
    static List<?> receive(DataInputStream in) throws IOException {
        int n = in.readInt();
        if (n < 0 || n > LARGEST) {
            throw new IOException("a message of " + n + " bytes");
        }
        if (value(in.readNBytes(n)) instanceof List<?> message) {
            return message;
        }
        throw new IOException("not a message");
    }
}
