package io.github.heatmill.model.archive;

import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.UnreadableSourceException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the pickled objects of a network: a module as a map of its attributes, a tuple as a list, a
 * tensor as the location of its values, and a parameter as its tensor. Knows the operations that
 * libtorch's pickler and {@code torch.save} write.
 */
public final class PickleReader {
  /** Stands for a list or any other object that is not read. */
  public static final Object UNREAD = new Object();

  /** Stands for None, which a map of attributes may hold. */
  public static final Object NONE = ConstantRules.NONE;

  /** The functions that build a tensor from a storage, an offset, lengths and strides. */
  private static final Set<Object> TENSORS =
      Set.of("torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_qtensor");

  /** The functions that make a parameter of a tensor, their first argument. */
  private static final Set<Object> PARAMETERS =
      Set.of("torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state");

  /** Calls a function with arguments, and gives the result a class and attributes. */
  private static final String TYPED = "torch._tensor._rebuild_from_type_v2";

  private static final Set<Object> PLAIN_TYPES =
      Set.of("torch.Tensor", "torch.nn.parameter.Parameter", "torch.nn.parameter.Buffer");

  private static final Object MARK = new Object();

  private final ByteBuffer in;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private final List<List<?>> tensors = new ArrayList<>();

  private PickleReader(byte[] pickle) {
    this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the outermost object.
   *
   * @throws UnreadableSourceException if the pickle uses an unknown operation or is broken
   */
  public static Object read(byte[] pickle) {
    return new PickleReader(pickle).outermost();
  }

  /** The arguments with which tensors are made, as far as the pickle can be read. */
  public static List<List<?>> tensors(byte[] pickle) {
    PickleReader reader = new PickleReader(pickle);
    try {
      reader.outermost();
    } catch (UnreadableSourceException | StackOverflowError e) {
      // An engine reads no further either, or refuses it.
    }
    return reader.tensors;
  }

  private Object outermost() {
    try {
      int operation = operation();
      while (operation != '.') {
        run(operation);
        operation = operation();
      }
      return stack.pop();
    } catch (BufferUnderflowException | NoSuchElementException e) {
      throw new UnreadableSourceException("the pickle ends too early");
    }
  }

  private int operation() {
    return in.get() & 0xff;
  }

  private void run(int operation) {
    switch (operation) {
      case 0x80 -> in.get();
      case 'c' -> push(line() + "." + line());
      case '(' -> push(MARK);
      case '}' -> push(new HashMap<String, Object>());
      case ')' -> push(List.of());
      case ']' -> push(UNREAD);
      case 'N' -> push(NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 'J' -> push((long) in.getInt());
      case 0x8a -> push(longNumber(in.get() & 0xff));
      case 'G' -> push(in.order(ByteOrder.BIG_ENDIAN).getDouble());
      case 'X' -> push(text(in.getInt()));
      case 'q' -> memo.put(in.get() & 0xff, stack.peek());
      case 'r' -> memo.put(in.getInt(), stack.peek());
      case 'h' -> push(remembered(in.get() & 0xff));
      case 'j' -> push(remembered(in.getInt()));
      default -> combine(operation);
    }
    in.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The operations that take values from the stack. */
  private void combine(int operation) {
    switch (operation) {
      case 0x81 -> replace(2, new HashMap<String, Object>());
      case 0x85 -> push(tuple(1));
      case 0x86 -> push(tuple(2));
      case 0x87 -> push(tuple(3));
      case 't' -> push(toMark());
      case 'Q' -> {} // The description of a storage stands for the storage.
      case 'R' -> {
        Object arguments = stack.pop();
        push(result(stack.pop(), arguments));
      }
      case 'e' -> toMark();
      case 'a' -> stack.pop();
      case 'u' -> putAll(toMark());
      case 's' -> {
        Object value = stack.pop();
        putAll(List.of(stack.pop(), value));
      }
      case 'b' -> build(stack.pop());
      default -> throw new UnreadableSourceException("unknown pickle operation " + operation);
    }
  }

  /** What a call returns. Nothing is called: only a few functions are known. */
  private Object result(Object function, Object arguments) {
    if (!(function instanceof String) || !(arguments instanceof List<?> given)) {
      return UNREAD;
    }
    if (TENSORS.contains(function)) {
      tensors.add(given);
    }
    if (function.equals("collections.OrderedDict") && given.isEmpty()) {
      return new OrderedEntries();
    }
    if (function.equals(TYPED) && given.size() >= 3 && PLAIN_TYPES.contains(given.get(1))) {
      return result(given.get(0), given.get(2));
    }
    return PARAMETERS.contains(function) && !given.isEmpty()
        ? given.get(0)
        : StoredTensor.rebuilt(function, given).map(Object.class::cast).orElse(UNREAD);
  }

  /** An ordered dictionary. What is built into it are attributes of the dictionary, no entries. */
  private static final class OrderedEntries extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
  }

  private Object remembered(int key) {
    return Optional.ofNullable(memo.get(key)).orElseThrow(NoSuchElementException::new);
  }

  private void push(Object value) {
    stack.push(value);
  }

  private void replace(int count, Object value) {
    for (int i = 0; i < count; i++) {
      stack.pop();
    }
    push(value);
  }

  private List<Object> tuple(int size) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(0, stack.pop());
    }
    return items;
  }

  private List<Object> toMark() {
    List<Object> items = new ArrayList<>();
    for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
      items.add(item);
    }
    Collections.reverse(items);
    return items;
  }

  private void putAll(List<Object> keysAndValues) {
    if (stack.peek() instanceof Map<?, ?>) {
      @SuppressWarnings("unchecked") // Only this class makes maps, and their keys are put here.
      Map<Object, Object> map = (Map<Object, Object>) stack.peek();
      for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
        Object key = keysAndValues.get(i);
        // A collection may hold itself, and then has no hash.
        map.put(key instanceof Map || key instanceof List ? UNREAD : key, keysAndValues.get(i + 1));
      }
    }
  }

  private void build(Object state) {
    if (stack.peek() instanceof Map<?, ?> built
        && !(built instanceof OrderedEntries)
        && state instanceof Map<?, ?> attributes) {
      List<Object> keysAndValues = new ArrayList<>();
      attributes.forEach((key, value) -> Collections.addAll(keysAndValues, key, value));
      putAll(keysAndValues);
    }
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int c = in.get(); c != '\n'; c = in.get()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private String text(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Object longNumber(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (in.get() & 0xffL) << (8 * i);
    }
    int unused = Long.SIZE - 8 * length; // Shifted out and back in, so that the sign fills them.
    return length == 0 ? 0L : length <= Long.BYTES ? value << unused >> unused : UNREAD;
  }
}
