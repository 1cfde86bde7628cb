package rnnlab;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Tuple;

/**
 * Any string there is, those that files and pages stumble over more often than others: {@code @ForAll(supplier =
 * AnyText.class)}.
 */
public final class AnyText implements ArbitrarySupplier<String> {

    private static final String[] STUMBLING_BLOCKS = {
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u000b",
        "\f",
        "\u001b",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\ud83d",
        "\ude00",
        "😀",
        "ż",
        "日",
        "\\",
        "\\n",
        "\\u0000",
        "\\ud83d",
        "\"",
        "'",
        "<",
        ">",
        "&",
        "&amp;",
        "&#13;",
        "]]>",
        "-->",
        "</script>",
        "=",
        ":",
        "#",
        "!",
        " ",
        "  ",
        ",",
        ";",
        "0",
        "NaN",
        "null",
        "%s",
        "$1"
    };

    @Override
    public Arbitrary<String> get() {
        var pieces = Arbitraries.of(STUMBLING_BLOCKS).list().ofMaxSize(6).map(list -> String.join("", list));
        var mixed =
                pieces.flatMap(a -> Arbitraries.strings().all().ofMaxLength(3).map(b -> a + b + a));
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(STUMBLING_BLOCKS)),
                Tuple.of(3, pieces),
                Tuple.of(3, mixed),
                Tuple.of(3, Arbitraries.strings().all().ofMaxLength(30)));
    }
}
