package rnnlab.jupyter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What a cell can name without an import: imports.txt. Few lines: each one slows the compiler a little at each cell.
 */
final class DefaultImports {

    private DefaultImports() {}

    /** @throws IOException when imports.txt is not in the module's jar */
    static void evaluate(BaseKernel kernel) throws IOException {
        try (var imports = DefaultImports.class.getResourceAsStream("/rnnlab/imports.txt")) {
            if (imports == null) {
                throw new IOException("rnnlab/imports.txt is missing in the module's jar");
            }
            kernel.eval(new String(imports.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
