package rnnlab.jupyter.cell;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes {@link LoopChecks#check} into a class: before each jump back, and at the start of each method. Where an
 * OutOfMemoryError leaves a snippet, {@link MemoryReserve#giveBack} comes first.
 */
final class LoopCheckWriter {

    private static final String SNIPPET = "do_it$"; // the method that runs it
    private static final String NO_MEMORY = Type.getInternalName(OutOfMemoryError.class);

    private LoopCheckWriter() {}

    /**
     * The class as it is, where it is of a Java version that is not known here: then Stop cannot end its loops, and
     * says so.
     */
    static byte[] withChecks(byte[] original) {
        try {
            var reader = new ClassReader(original);
            var writer = new ClassWriter(reader, 0); // the checks change neither the stack's depth nor its types
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String name, String descriptor, String signature, String[] exceptions) {
                            var next = super.visitMethod(access, name, descriptor, signature, exceptions);
                            return new Checks(name.equals(SNIPPET) ? new Reserve(next) : next);
                        }
                    },
                    0);
            return writer.toByteArray();
        } catch (IllegalArgumentException e) {
            return original;
        }
    }

    private static final class Checks extends MethodVisitor {

        private final Set<Label> passed = new HashSet<>();

        Checks(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            check();
        }

        @Override
        public void visitLabel(Label label) {
            super.visitLabel(label);
            passed.add(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                check();
            }
            super.visitJumpInsn(opcode, label);
        }

        private void check() {
            call(this, LoopChecks.class, "check");
        }
    }

    /** try { ... } catch (OutOfMemoryError e) { giveBack(); throw e; } around the whole method. */
    private static final class Reserve extends MethodVisitor {

        private final Label start = new Label();

        Reserve(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitLabel(start);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            var end = new Label();
            super.visitLabel(end);
            super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {NO_MEMORY});
            call(this, MemoryReserve.class, "giveBack");
            super.visitInsn(Opcodes.ATHROW);
            super.visitTryCatchBlock(start, end, end, NO_MEMORY); // after the snippet's own, which come first
            super.visitMaxs(Math.max(stack, 1), locals);
        }
    }

    private static void call(MethodVisitor code, Class<?> owner, String method) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(owner), method, "()V", false);
    }
}
