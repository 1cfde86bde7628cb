package rnnlab.dl4j;

/** Whether this JVM was started with the module that the kernels need. */
final class VectorModule {

    private VectorModule() {}

    static boolean isThere() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
