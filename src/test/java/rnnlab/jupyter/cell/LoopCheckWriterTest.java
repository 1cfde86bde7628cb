package rnnlab.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopCheckWriterTest {

    /** As JShell names the method of a snippet. */
    static final class Snippet {

        private Snippet() {}

        public static Object do_it$() {
            long sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += new int[] {i}.length;
            }
            try {
                if (Boolean.getBoolean("snippet.catches")) {
                    throw new OutOfMemoryError("its own");
                }
            } catch (OutOfMemoryError e) {
                return "caught after " + sum;
            }
            throw new OutOfMemoryError("after " + sum);
        }
    }

    @BeforeEach
    void takes() {
        MemoryReserve.giveBack();
        MemoryReserve.take((long) (0.6 * Runtime.getRuntime().maxMemory()));
        assertTrue(MemoryReserve.taken());
    }

    @AfterEach
    void givesBack() {
        System.clearProperty("snippet.catches");
        MemoryReserve.giveBack();
    }

    @Test
    void anOutOfMemoryErrorThatLeavesASnippetGivesTheReserveBack() {
        var e = assertThrows(InvocationTargetException.class, LoopCheckWriterTest::run);
        assertEquals(
                "after 3",
                assertInstanceOf(OutOfMemoryError.class, e.getCause()).getMessage());
        assertFalse(MemoryReserve.taken());
    }

    @Test
    void oneThatTheSnippetCatchesIsItsOwn() throws ReflectiveOperationException {
        System.setProperty("snippet.catches", "true");
        assertEquals("caught after 3", run());
        assertTrue(MemoryReserve.taken());
    }

    @Test
    void aKernelThatNeedsLittleOrHasNoRoomTakesNone() {
        MemoryReserve.giveBack();
        MemoryReserve.take((long) (0.4 * Runtime.getRuntime().maxMemory()));
        MemoryReserve.take((long) (0.85 * Runtime.getRuntime().maxMemory()));
        assertFalse(MemoryReserve.taken());
    }

    private static Object run() throws ReflectiveOperationException {
        var loader = new ClassLoader(LoopCheckWriterTest.class.getClassLoader()) {
            Class<?> define(byte[] bytes) {
                return defineClass(Snippet.class.getName(), bytes, 0, bytes.length);
            }
        };
        var method = loader.define(LoopCheckWriter.withChecks(bytes())).getDeclaredMethod("do_it$");
        method.setAccessible(true);
        return method.invoke(null);
    }

    private static byte[] bytes() {
        try (var in = Snippet.class.getResourceAsStream("LoopCheckWriterTest$Snippet.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
