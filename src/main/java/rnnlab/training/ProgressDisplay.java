package rnnlab.training;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Where training shows its progress: plain lines in a terminal, unless a notebook has installed something richer. */
public final class ProgressDisplay {

    private static final AtomicReference<Supplier<TrainingListener>> FACTORY =
            new AtomicReference<>(() -> new ConsoleProgress(System.out));

    private ProgressDisplay() {}

    /** From now on each training run shows its progress through a listener made by {@code factory}. */
    public static void install(Supplier<TrainingListener> factory) {
        FACTORY.set(factory);
    }

    static TrainingListener create() {
        return FACTORY.get().get();
    }
}
