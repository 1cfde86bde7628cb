package rnnlab.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import rnnlab.dl4j.DataSetExamples;
import rnnlab.dl4j.Engine;
import rnnlab.dl4j.LearningRates;
import rnnlab.engine.Examples;

/**
 * Trains a Deeplearning4j network: epochs of shuffled batches, loss on train and validation data, progress,
 * checkpoints.
 *
 * <pre>{@code
 * History history = Trainer.of(network).epochs(20).batchSize(32).validation(test).fit(train);
 * }</pre>
 *
 * <p>The same seed and data give the same parameters. Stop in the notebook ends training after the current batch; the
 * network then has the parameters learned so far.
 */
public final class Trainer {

    private final Model network;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private int epochs = 10;
    private int batchSize = 32;
    private long seed = 1;
    private boolean shuffle = true;
    private boolean showProgress = true;
    private int patience = Integer.MAX_VALUE;
    private Optional<Examples> validation = Optional.empty();
    private Optional<Checkpoints> checkpoints = Optional.empty();
    private final Map<String, String> attachments = new LinkedHashMap<>();
    private boolean resume;
    private boolean stateful;
    private double clipNorm = Double.POSITIVE_INFINITY;
    private FitSchedule schedule = FitSchedule.OWN;

    private Trainer(Model network) {
        this.network = network;
    }

    /** A trainer of this {@code MultiLayerNetwork} or {@code ComputationGraph}. */
    public static Trainer of(Model network) {
        return new Trainer(network);
    }

    /** How often all examples are seen; 10 unless told. */
    public Trainer epochs(int epochs) {
        this.epochs = positive("epochs", epochs);
        return this;
    }

    /** How many examples one step of the optimiser sees; 32 unless told. The last batch of an epoch may be smaller. */
    public Trainer batchSize(int batchSize) {
        this.batchSize = positive("batchSize", batchSize);
        return this;
    }

    /** Decides the order of examples and what dropout drops. The network's initial weights have a seed of their own. */
    public Trainer seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Whether examples come in a new order each epoch; true unless told. */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /** Data on which the loss is measured after each epoch; nothing is learned from them. */
    public Trainer validation(DataSet data) {
        return validation(DataSetExamples.of(data));
    }

    /** Data on which the loss is measured after each epoch; nothing is learned from them. */
    public Trainer validation(Examples data) {
        this.validation = Optional.of(data);
        return this;
    }

    /**
     * Ends training when the loss (on validation data where there are any) has not improved for so many epochs. However
     * it ends, except by Stop, the network then has the parameters of its best epoch.
     */
    public Trainer earlyStopping(int patience) {
        this.patience = positive("patience", patience);
        return this;
    }

    /** Saves the best and the last epoch in this folder, as {@code best.zip} and {@code last.zip}. */
    public Trainer checkpoints(Path folder) {
        this.checkpoints = Optional.of(new Checkpoints(folder));
        return this;
    }

    /**
     * Puts a text file of this name into each checkpoint: a vocabulary, without which the network is of no use.
     *
     * @throws IllegalArgumentException when the checkpoint has a file of that name already, or a text file cannot hold
     *     the text
     */
    public Trainer attach(String name, String text) {
        Checkpoints.checkAttachment(name, text);
        attachments.put(name, text);
        return this;
    }

    /**
     * Carries the state from batch to batch: example i of a batch goes on where example i of the batch before ended.
     * Examples stay in their order; each epoch begins with zero state, and validation examples each do.
     */
    public Trainer stateful() {
        this.stateful = true;
        this.shuffle = false;
        return this;
    }

    /**
     * Scales the gradient of all parameters together down to this norm where it is greater: a guard against explosions.
     */
    public Trainer clipNorm(double limit) {
        this.clipNorm = limit;
        return this;
    }

    /** Trains all layers at this learning rate, instead of what their updaters say. */
    public Trainer learningRate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learningRate: " + rate + " is not allowed; a finite number above 0");
        }
        return learningRate(new FixedSchedule(rate));
    }

    /**
     * Trains all layers at the learning rate of this schedule, instead of what their updaters say. It counts the
     * iterations (steps of the optimiser) and epochs of the fit from 0, and goes on in a resumed one. After the fit,
     * and in checkpoints, the updaters are as they were. A schedule inside an updater counts all that the network has
     * ever done, as in Deeplearning4j.
     */
    public Trainer learningRate(ISchedule schedule) {
        this.schedule = this.schedule.given(Objects.requireNonNull(schedule, "learningRate: no schedule"));
        return this;
    }

    /**
     * Lets each learning rate fall to 0 along half a cosine, over all steps of the fit that follow the warm-up. The
     * best epochs are then the last ones: give {@link #earlyStopping} patience.
     *
     * @see rnnlab.schedule.CosineSchedule
     */
    public Trainer cosine() {
        this.schedule = schedule.withCosine();
        return this;
    }

    /**
     * Lets each learning rate rise linearly for so many epochs, for example 1 or 0.5, before it goes as it would have
     * without.
     *
     * @see rnnlab.schedule.WarmUpSchedule
     */
    public Trainer warmUp(double epochs) {
        if (!(epochs > 0 && epochs < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "warmUp: " + epochs + " epochs are not allowed; a finite number above 0");
        }
        this.schedule = schedule.warmUp(epochs);
        return this;
    }

    /** Goes on from the last checkpoint of the folder, where there is one, as if training had never stopped. */
    public Trainer resume() {
        this.resume = true;
        return this;
    }

    /** Calls this listener too. */
    public Trainer listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Shows no progress: for loops over many networks. */
    public Trainer quiet() {
        this.showProgress = false;
        return this;
    }

    /** Trains on these examples: features [N][F][T], labels [N][L] or [N][L][T]. */
    public History fit(DataSet train) {
        return fit(DataSetExamples.of(train));
    }

    /** Trains on these examples: windows over a text, or data of several inputs. */
    public History fit(Examples train) {
        if (showProgress) {
            listeners.add(ProgressDisplay.create());
        }
        try {
            return new Run(train).all();
        } finally {
            if (showProgress) {
                listeners.remove(listeners.size() - 1);
            }
        }
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; at least 1");
        }
        return value;
    }

    /** One call of fit. */
    private final class Run {

        private Engine engine;
        private final Examples train;
        private final Batches batches;
        private final List<History.Epoch> done = new ArrayList<>();
        private final long start = System.nanoTime();
        private History.End end = History.End.RUNNING;
        private INDArray bestParameters;
        private LearningRates rates;

        Run(Examples train) {
            this.train = train;
            this.batches = new Batches(train.size(), batchSize, shuffle, seed);
        }

        History all() {
            if (resume) {
                Checkpoints folder = checkpoints.orElseThrow(
                        () -> new IllegalStateException("resume() needs checkpoints(folder): where to go on from"));
                folder.restoreLast(network).ifPresent(history -> {
                    done.addAll(history.epochs());
                    if (patience < Integer.MAX_VALUE) {
                        bestParameters = Checkpoints.load(folder.best()).params();
                    }
                });
            }
            checkpoints.ifPresent(Checkpoints::prepare);
            engine = Engine.of(network);
            engine.notice().ifPresent(this::notice);
            if (stateful) {
                engine.stateful(true);
            }
            if (clipNorm < Double.POSITIVE_INFINITY) {
                engine.clipGlobalNorm(clipNorm);
            }
            rates = rates();
            if (!done.isEmpty()) {
                stopEarly(done.size());
            }
            int first = done.size() + 1;
            listeners.forEach(l -> l.started(epochs, batches.count()));
            try {
                for (int epoch = first; epoch <= epochs && end == History.End.RUNNING; epoch++) {
                    one(epoch, first);
                }
                if (end == History.End.RUNNING) {
                    end = History.End.COMPLETE;
                }
            } finally {
                engine.writeBack();
                if (bestParameters != null && (end == History.End.EARLY || end == History.End.COMPLETE)) {
                    network.setParams(bestParameters);
                }
                listeners.forEach(l -> l.ended(history()));
            }
            return history();
        }

        private void one(int epoch, int first) {
            long epochStart = System.nanoTime();
            engine.seed(seed * 31 + epoch);
            engine.resetState();
            double sum = 0;
            double seen = 0;
            int count = 0;
            double learningRate;
            rates.apply();
            try {
                for (int[] batch : batches.ofEpoch(epoch)) {
                    if (Thread.currentThread().isInterrupted()) {
                        Thread.interrupted();
                        end = History.End.INTERRUPTED;
                        return;
                    }
                    double weight = engine.weight(train, batch);
                    sum += engine.train(train, batch) * weight;
                    seen += weight;
                    count++;
                    var progress = progress(epoch, first, count, mean(sum, seen));
                    listeners.forEach(l -> l.batchEnded(progress));
                }
                learningRate = rates.at(engine.iteration() - 1, engine.epoch());
            } finally {
                rates.restore();
            }
            double validationLoss = validation.map(this::loss).orElse(Double.NaN);
            double seconds = (System.nanoTime() - epochStart) / 1e9;
            done.add(new History.Epoch(epoch, mean(sum, seen), validationLoss, learningRate, seconds));
            engine.endEpoch();
            boolean best = history().best().number() == epoch;
            if (best && patience < Integer.MAX_VALUE) {
                bestParameters = network.params().dup();
            }
            checkpoints.ifPresent(
                    c -> c.save(network, history(), best, attachments).ifPresent(this::notice));
            stopEarly(epoch);
            var progress = progress(epoch, first, count, mean(sum, seen));
            listeners.forEach(l -> l.epochEnded(history(), progress));
        }

        private void stopEarly(int epoch) {
            if (epoch - history().best().number() >= patience) {
                end = History.End.EARLY;
            }
        }

        /** What the updaters follow during this fit; what is wrong with it is said before the first step. */
        private LearningRates rates() {
            var own = LearningRates.of(network);
            if (schedule.given().isEmpty()) {
                own.check(engine.iteration(), engine.epoch());
            }
            if (schedule.equals(FitSchedule.OWN)) {
                return own;
            }
            int stepsPerEpoch = batches.count() * engine.stepsPerBatch(train);
            var span = new FitSchedule.Span(
                    engine.iteration() - done.size() * stepsPerEpoch,
                    engine.epoch() - done.size(),
                    stepsPerEpoch,
                    epochs);
            schedule.check(span);
            return own.following(mine -> schedule.instead(mine, span));
        }

        private TrainingListener.Progress progress(int epoch, int first, int batch, double loss) {
            long batchesDone = (long) (epoch - first) * batches.count() + batch;
            long batchesLeft = (long) (epochs - epoch + 1) * batches.count() - batch;
            double seconds = (System.nanoTime() - start) / 1e9;
            return new TrainingListener.Progress(
                    epoch, epochs, batch, batches.count(), loss, seconds / batchesDone * batchesLeft);
        }

        private double loss(Examples data) {
            double sum = 0;
            double seen = 0;
            for (int[] batch : new Batches(data.size(), Math.max(batchSize, 256), false, 0).ofEpoch(1)) {
                double weight = engine.weight(data, batch);
                sum += engine.loss(data, batch) * weight;
                seen += weight;
            }
            return mean(sum, seen);
        }

        /** Where a mask hides all, there is nothing to lose. */
        private static double mean(double sum, double seen) {
            return seen == 0 ? 0 : sum / seen;
        }

        private void notice(String line) {
            listeners.forEach(l -> l.notice(line));
        }

        private History history() {
            return new History(done, end);
        }
    }
}
