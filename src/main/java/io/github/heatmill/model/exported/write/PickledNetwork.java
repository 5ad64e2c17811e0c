package io.github.heatmill.model.exported.write;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes one object with tensors as libtorch's pickler does, with protocol 2. */
final class PickledNetwork {
  private static final int PROTOCOL = 0x80;
  private static final int NEW_OBJECT = 0x81;
  private static final int FALSE = 0x89;
  private static final int LONG = 0x8a;
  private static final int SMALL = 256;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PickledNetwork() {}

  /**
   * A stored tensor under the name of an attribute.
   *
   * @param storageClass such as {@code FloatStorage}
   * @param storage the name of the entry with its values
   */
  record Field(
      String name,
      String storageClass,
      String storage,
      long storageElements,
      long offset,
      List<Long> sizes,
      List<Long> strides) {}

  /**
   * An object of a class without a module, in evaluation mode.
   *
   * @param className such as {@code Exported}
   */
  static byte[] of(String className, List<Field> fields) {
    PickledNetwork pickle = new PickledNetwork();
    pickle.operation(PROTOCOL).operation(2).global("__torch__", className);
    pickle.operation(')').operation(NEW_OBJECT).operation('}').operation('(');
    fields.forEach(pickle::field);
    pickle.text("training").operation(FALSE).operation('u').operation('b').operation('.');
    return pickle.out.toByteArray();
  }

  /** An empty tuple. */
  static byte[] nothing() {
    return new byte[] {(byte) PROTOCOL, 2, ')', '.'};
  }

  private void field(Field field) {
    text(field.name()).global("torch._utils", "_rebuild_tensor_v2").operation('(');
    operation('(').text("storage").global("torch", field.storageClass());
    text(field.storage()).text("cpu").number(field.storageElements());
    operation('t').operation('Q').number(field.offset());
    numbers(field.sizes()).numbers(field.strides()).operation(FALSE);
    global("collections", "OrderedDict").operation(')').operation('R');
    operation('t').operation('R');
  }

  private PickledNetwork operation(int code) {
    out.write(code);
    return this;
  }

  private PickledNetwork global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private PickledNetwork text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    operation('X');
    out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
    return this;
  }

  private PickledNetwork numbers(List<Long> numbers) {
    operation('(');
    numbers.forEach(this::number);
    return operation('t');
  }

  private PickledNetwork number(long number) {
    if (number >= 0 && number < SMALL) {
      return operation('K').operation((int) number);
    }
    if (number == (int) number) {
      operation('J');
      out.writeBytes(little(Integer.BYTES).putInt((int) number).array());
      return this;
    }
    operation(LONG).operation(Long.BYTES);
    out.writeBytes(little(Long.BYTES).putLong(number).array());
    return this;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
