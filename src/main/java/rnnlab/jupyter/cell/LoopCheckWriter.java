package rnnlab.jupyter.cell;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes {@link LoopChecks#check} into a class: before each jump back, and at the start of each method. */
final class LoopCheckWriter {

    private static final String OWNER = LoopChecks.class.getName().replace('.', '/');

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
                            return new Checks(super.visitMethod(access, name, descriptor, signature, exceptions));
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
            super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "check", "()V", false);
        }
    }
}
