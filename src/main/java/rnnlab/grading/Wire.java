package rnnlab.grading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 */
final class Wire {

    /** The largest message that is read, in bytes. */
    static final int LARGEST = 32 << 20;

    private static final int DEEPEST = 12;

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
        } else if (v instanceof int[] a) {
            out.writeByte('i');
            out.writeInt(a.length);
            for (int x : a) {
                out.writeInt(x);
            }
        } else if (v instanceof long[] a) {
            out.writeByte('l');
            out.writeInt(a.length);
            for (long x : a) {
                out.writeLong(x);
            }
        } else if (v instanceof boolean[] a) {
            out.writeByte('b');
            out.writeInt(a.length);
            for (boolean x : a) {
                out.writeBoolean(x);
            }
        } else if (v instanceof double[] a) {
            out.writeByte('d');
            out.writeInt(a.length);
            for (double x : a) {
                out.writeDouble(x);
            }
        } else if (v instanceof double[][] a) {
            array('m', a, out);
        } else if (v instanceof double[][][] a) {
            array('t', a, out);
        } else if (v instanceof String[] a) {
            array('s', a, out);
        } else if (v instanceof int[][] a) {
            array('j', a, out);
        } else if (v instanceof List<?> list) {
            array('A', list.toArray(), out);
        } else if (v instanceof Map<?, ?> map) {
            out.writeByte('M');
            out.writeInt(map.size());
            for (var e : map.entrySet()) {
                text(String.valueOf(e.getKey()), out);
                write(e.getValue(), out);
            }
        } else {
            throw new IOException("a " + v.getClass().getSimpleName() + " cannot be sent");
        }
    }

    private static void array(char type, Object[] items, DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt(items.length);
        for (var item : items) {
            write(item, out);
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
        int type = in.readByte();
        switch (type) {
            case '0':
                return null;
            case 'B':
                return in.readBoolean();
            case 'I':
                return in.readInt();
            case 'L':
                return in.readLong();
            case 'D':
                return in.readDouble();
            case 'S':
                return text(in);
            case 'i': {
                var a = new int[length(in, 4)];
                for (int k = 0; k < a.length; k++) {
                    a[k] = in.readInt();
                }
                return a;
            }
            case 'l': {
                var a = new long[length(in, 8)];
                for (int k = 0; k < a.length; k++) {
                    a[k] = in.readLong();
                }
                return a;
            }
            case 'b': {
                var a = new boolean[length(in, 1)];
                for (int k = 0; k < a.length; k++) {
                    a[k] = in.readBoolean();
                }
                return a;
            }
            case 'd': {
                var a = new double[length(in, 8)];
                for (int k = 0; k < a.length; k++) {
                    a[k] = in.readDouble();
                }
                return a;
            }
            case 'm':
                return items(in, depth).toArray(double[][]::new);
            case 't':
                return items(in, depth).toArray(double[][][]::new);
            case 's':
                return items(in, depth).toArray(String[]::new);
            case 'j':
                return items(in, depth).toArray(int[][]::new);
            case 'A':
                return items(in, depth);
            case 'M': {
                int n = length(in, 6);
                var map = new LinkedHashMap<String, Object>();
                for (int k = 0; k < n; k++) {
                    map.put(text(in), read(in, depth + 1));
                }
                return map;
            }
            default:
                throw new IOException("unknown type " + type);
        }
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
