package rnnlab.jupyter.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What each loop of a cell asks in each turn, and each method at its start: was this stopped? */
public final class LoopChecks {

    private static final VarHandle CONDEMNED;

    static {
        try {
            CONDEMNED = MethodHandles.lookup().findStaticVarHandle(LoopChecks.class, "condemned", Predicate.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What must end; null when nothing. */
    @SuppressWarnings("unused") // by the handle
    private static Predicate<CellWork> condemned;

    /** What the condemned throw. */
    private static volatile Supplier<? extends Error> end = CellStopped::new;

    private LoopChecks() {}

    /**
     * Called by the cells' classes, into which {@link LoopCheckWriter} writes it.
     *
     * @throws CellStopped in the threads of a stopped cell
     */
    public static void check() {
        // Opaque: read in each turn, unlike a plain field, and it keeps no other value out of a register, unlike a
        // volatile one.
        if (CONDEMNED.getOpaque() != null) {
            endIfCondemned();
        }
    }

    @SuppressWarnings("unchecked")
    private static void endIfCondemned() {
        var now = (Predicate<CellWork>) CONDEMNED.getAcquire();
        if (now != null && CellWork.current().filter(now).isPresent()) {
            throw end.get();
        }
    }

    /** Ends what the condition holds for; null ends nothing more. */
    static void condemn(Predicate<CellWork> condition) {
        condemn(condition, CellStopped::new);
    }

    /** Ends what the condition holds for with an error of its own. */
    static void condemn(Predicate<CellWork> condition, Supplier<? extends Error> error) {
        end = error;
        CONDEMNED.setRelease(condition);
    }

    /** Ends what a cell's class does in this thread, which no cell started: in its toString, say. */
    public static void end(Thread thread) {
        condemn(work -> work.thread() == thread);
    }

    /** From now on the cells' classes are loaded with the checks in them. */
    static void install(Object evaluator) throws ReflectiveOperationException {
        Fields.set(Fields.get(evaluator, "loaderDelegate"), "declaredClasses", new ConcurrentHashMap<String, byte[]>() {
            @Override
            public byte[] put(String name, byte[] bytes) {
                return super.put(name, LoopCheckWriter.withChecks(bytes));
            }
        });
    }
}
