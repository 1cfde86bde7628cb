package rnnlab.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One run of a check: the student's methods, fresh random numbers, and the words for what is wrong. */
public final class Trial {

    private static final int REPEATS = 10;

    private final Answers answers;
    private final List<Signature> methods;
    private final Random random;
    private final Map<String, Boolean> defined = new HashMap<>();

    Trial(Answers answers, List<Signature> methods, Random random) {
        this.answers = answers;
        this.methods = methods;
        this.random = random;
    }

    /** Numbers that differ from run to run; grading keeps them secret, and the same for a student in each run. */
    public Random random() {
        return random;
    }

    /** A random number from {@code low} to {@code high}, with three decimals, so that it can be read. */
    public double between(double low, double high) {
        return Math.round((low + random.nextDouble() * (high - low)) * 1000) / 1000.0;
    }

    /** Random numbers as {@link #between}. */
    public double[] numbers(int count, double low, double high) {
        return random.doubles(count)
                .map(u -> Math.round((low + u * (high - low)) * 1000) / 1000.0)
                .toArray();
    }

    /** Random probabilities of so many things: all different, in random order, together 1. */
    public double[] probabilities(int count) {
        var weights = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            weights.add(i + 1 + 0.9 * random.nextDouble());
        }
        Collections.shuffle(weights, random);
        double sum = weights.stream().mapToDouble(w -> w).sum();
        return weights.stream().mapToDouble(w -> w / sum).toArray();
    }

    /** A random whole number from {@code low} to {@code high}, both included. */
    public int whole(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Puts a file where the student's methods can read it; gives its path. */
    public String file(String name, String text) {
        return answers.file(name, text);
    }

    /** Runs a part of a check ten times: each time on other numbers. */
    public void repeat(Runnable part) {
        for (int i = 0; i < REPEATS; i++) {
            part.run();
        }
    }

    /** Calls the exercise's method (the first of them). */
    public Answer call(Object... arguments) {
        return run(methods.get(0).name(), arguments);
    }

    /** Calls one of the exercise's methods by name. */
    public Answer run(String name, Object... arguments) {
        var method = methods.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the exercise has no method '" + name + "'"));
        require(method);
        var called = method.call(arguments);
        try {
            return new Answer(called, answers.call(method, Plain.copies(arguments)), "");
        } catch (Mistake m) {
            throw m.after("called", called);
        }
    }

    /** The signature errors, told before anything is called. */
    void require(Signature method) {
        if (defined.containsKey(method.name())) {
            return;
        }
        var found = answers.named(method.name());
        if (found.stream().noneMatch(method::matches)) {
            throw signatureMistake(method, found);
        }
        defined.put(method.name(), true);
    }

    private static Mistake signatureMistake(Signature wanted, List<Signature> found) {
        if (found.isEmpty()) {
            return Mistake.because(
                            "There is no method " + wanted.name() + " yet. Write it and run its cell before this one.")
                    .with("wanted", wanted.toString());
        }
        var has = found.get(found.size() - 1);
        var reasons = new ArrayList<String>();
        if (has.types().size() != wanted.types().size()) {
            reasons.add(wanted.name() + " takes " + count(has.types().size()) + "; it should take "
                    + count(wanted.types().size()) + ".");
        } else {
            for (int i = 0; i < has.types().size(); i++) {
                if (!has.types().get(i).equals(wanted.types().get(i))) {
                    reasons.add("Parameter " + (i + 1) + " (" + wanted.names().get(i) + ") of " + wanted.name()
                            + " is a " + has.types().get(i) + "; it should be a "
                            + wanted.types().get(i) + ".");
                }
            }
        }
        if (!has.returns().equals(wanted.returns())) {
            reasons.add(wanted.name() + " returns " + (has.returns().equals("void") ? "nothing" : "a " + has.returns())
                    + "; it should return a " + wanted.returns() + ".");
        }
        return Mistake.because(String.join("\n", reasons))
                .with("yours", has.toString())
                .with("wanted", wanted.toString());
    }

    private static String count(int parameters) {
        return parameters == 0 ? "no parameters" : parameters == 1 ? "1 parameter" : parameters + " parameters";
    }
}
