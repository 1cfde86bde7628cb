package rnnlab.jupyter.cell;

/** Memory that is given back when a cell has used up all the rest: with it the message is written. */
public final class MemoryReserve {

    private static final double SHARE = 0.04;
    private static final int MOST = 64 << 20;
    private static final double FROM = 0.5; // a kernel that needs little memory has no reserve either
    private static final double TO = 0.8;

    private static volatile byte[] reserve;

    private MemoryReserve() {}

    /** Takes it where there is none, and room for it. */
    static void take(long usedBytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (reserve == null && usedBytes > FROM * most && usedBytes < TO * most) {
            reserve = new byte[(int) Math.min(MOST, SHARE * most)];
        }
    }

    /** Called by the cells' classes where an OutOfMemoryError leaves them: {@link LoopCheckWriter} writes it there. */
    public static void giveBack() {
        reserve = null;
    }

    static boolean taken() {
        return reserve != null;
    }
}
