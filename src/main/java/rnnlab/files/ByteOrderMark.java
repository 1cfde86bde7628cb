package rnnlab.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes with which a file may say how it is encoded: U+FEFF, written in that encoding. */
enum ByteOrderMark {
    /** Before UTF-16, whose little-endian mark begins the same way. */
    UTF_32_LITTLE(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0, 0),
    UTF_32_BIG(Charset.forName("UTF-32BE"), 0, 0, 0xFE, 0xFF),
    UTF_16_LITTLE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    UTF_16_BIG(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
    UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF);

    private final Charset encoding;
    private final int[] mark;

    ByteOrderMark(Charset encoding, int... mark) {
        this.encoding = encoding;
        this.mark = mark;
    }

    /** The mark that the bytes begin with. */
    static Optional<ByteOrderMark> of(byte[] bytes) {
        return Arrays.stream(values()).filter(mark -> mark.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        for (int i = 0; i < mark.length; i++) {
            if (i == bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    Charset encoding() {
        return encoding;
    }

    /** What follows the mark. */
    byte[] rest(byte[] bytes) {
        return Arrays.copyOfRange(bytes, mark.length, bytes.length);
    }
}
