package rnnlab.jupyter.cell;

import java.lang.reflect.Field;

/** Fields of the kernel that it does not let others reach; its version is pinned. */
final class Fields {

    private Fields() {}

    static Object get(Object object, String name) throws ReflectiveOperationException {
        return field(object, name).get(object);
    }

    static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        field(object, name).set(object, value);
    }

    private static Field field(Object object, String name) throws ReflectiveOperationException {
        var field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
