package rnnlab.dl4j;

import java.util.Collections;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import rnnlab.network.Input;

/** What a network's layers say that its inputs are, in Deeplearning4j's words; the number of time steps stays open. */
public final class InputTypes {

    private InputTypes() {}

    /** Of each input; a sequence of single numbers where the layers do not say it. */
    public static InputType[] of(Model model) {
        Dl4jNetwork network = Dl4jNetwork.of(model);
        try {
            return InputReader.of(network).stream().map(InputTypes::type).toArray(InputType[]::new);
        } catch (UnknownPartException e) {
            return Collections.nCopies(network.inputs(), InputType.recurrent(1)).toArray(InputType[]::new);
        }
    }

    private static InputType type(Input input) {
        int size = input.shape().size();
        return input.shape().sequence() ? InputType.recurrent(size) : InputType.feedForward(size);
    }
}
