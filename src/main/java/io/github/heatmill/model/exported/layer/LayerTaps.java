package io.github.heatmill.model.exported.layer;

import io.github.heatmill.model.exported.graph.ModuleCall;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.TensorMeta;
import io.github.heatmill.model.program.FlatProgram.Tap;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the layers of the original network. The operators that a call of a module ran form a group.
 * The module's output is the one tensor that is made in the group and read outside of it.
 *
 * <p>The name of a layer is the path of its module. Further calls of one module have a number
 * behind it, such as {@code relu@1}.
 */
public final class LayerTaps {
  private static final Pattern REPEATED = Pattern.compile("@(\\d{1,6})$");

  /** What PyTorch writes where a call belongs to no module. */
  private static final String NO_MODULE = "_empty_nn_module_stack";

  private final TranslatedGraph translated;
  private final GradientReach gradients;
  private final Aliases aliases;
  private final VariableUses uses;
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Tap> taps = new LinkedHashMap<>();
  private final Map<String, String> refusals = new LinkedHashMap<>();
  private final Map<String, List<String>> shapes = new LinkedHashMap<>();
  private final Map<String, String> withoutGradient = new LinkedHashMap<>();

  /**
   * Finds all layers.
   *
   * @param outputs the variables that the program returns
   */
  public LayerTaps(TranslatedGraph translated, Set<String> outputs) {
    this.translated = translated;
    this.uses = new VariableUses(translated, outputs);
    this.gradients = new GradientReach(translated, uses, outputs);
    this.aliases = new Aliases(translated, uses);
    Comparator<Map.Entry<ModuleCall, BitSet>> byEnd =
        Comparator.comparingInt(call -> call.getValue().length());
    calls().entrySet().stream()
        .sorted(byEnd.thenComparing(call -> -call.getKey().path().split("\\.").length))
        .forEach(call -> find(layer(call.getKey()), call.getValue()));
  }

  /** The classes of the modules, by layer, in the order in which they end; inner ones first. */
  public Map<String, String> types() {
    return types;
  }

  /** The places where the outputs of layers are known, by layer. */
  public Map<String, Tap> taps() {
    return taps;
  }

  /** The lengths of the axes of outputs, by layer: numbers, or symbols that the input decides. */
  public Map<String, List<String>> shapes() {
    return shapes;
  }

  private static List<String> shape(TensorMeta meta) {
    return meta.sizes().stream().map(size -> printable(size.text())).toList();
  }

  /** The reasons why other layers cannot be explained. */
  public Map<String, String> refusals() {
    return refusals;
  }

  /** Why the scores have no gradient with respect to a layer, by layer. */
  public Map<String, String> withoutGradient() {
    return withoutGradient;
  }

  /** The calls of operators that each call of a module ran, by their place in the graph. */
  private Map<ModuleCall, BitSet> calls() {
    Map<String, ModuleCall> byKey = new HashMap<>();
    Map<ModuleCall, BitSet> calls = new LinkedHashMap<>();
    List<Node> nodes = translated.graph().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (ModuleCall call : nodes.get(i).modules()) {
        if (!call.path().isEmpty() && !call.path().startsWith(NO_MODULE)) {
          ModuleCall first = byKey.computeIfAbsent(call.key(), key -> call);
          calls.computeIfAbsent(first, c -> new BitSet()).set(i);
        }
      }
    }
    return calls;
  }

  private String layer(ModuleCall call) {
    Matcher repeated = REPEATED.matcher(call.key());
    String path = printable(call.path());
    String layer = path + (repeated.find() ? repeated.group() : "");
    for (int i = 1; types.containsKey(layer); i++) {
      layer = path + "@" + i;
    }
    types.put(layer, printable(call.type()));
    return layer;
  }

  /** Without characters that would change how a terminal or a table shows a name. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private void find(String layer, BitSet calls) {
    List<String> read = readOutside(calls);
    if (read.size() != 1) {
      refusals.put(
          layer,
          read.isEmpty()
              ? "nothing outside of it reads what it computes"
              : "it returns " + read.size() + " values and not one tensor");
      return;
    }
    String variable = read.get(0);
    int last = position(variable, calls);
    Optional<TensorMeta> meta = meta(variable, calls);
    Optional<String> refusal = refusal(variable, last, meta);
    if (refusal.isPresent()) {
      refusals.put(layer, refusal.get());
      return;
    }
    taps.put(layer, Tap.shared(variable, translated.ends().get(last)));
    meta.ifPresent(known -> shapes.put(layer, shape(known)));
    if (!gradients.has(variable, last)) {
      withoutGradient.put(
          layer,
          "the scores depend on it through torch.no_grad, detach or a reentrant checkpoint alone");
    }
  }

  /** The tensor variables that these calls make, and that later calls outside or the user read. */
  private List<String> readOutside(BitSet calls) {
    List<Node> nodes = translated.graph().nodes();
    Map<String, Integer> made = new LinkedHashMap<>();
    calls.stream().forEach(i -> tensors(nodes.get(i)).forEach(v -> made.putIfAbsent(v, i)));
    return made.entrySet().stream()
        .filter(
            variable ->
                uses.isReturned(variable.getKey())
                    || outside(variable.getKey(), variable.getValue(), calls)
                        .anyMatch(i -> !Operators.isCheck(nodes.get(i).target())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The calls outside of a module that read a variable after a call. */
  private IntStream outside(String variable, int after, BitSet calls) {
    BitSet readers = uses.readers(variable);
    readers.andNot(calls);
    return readers.stream().filter(i -> i > after);
  }

  private List<String> tensors(Node node) {
    return TranslatedGraph.made(node)
        .filter(name -> translated.graph().tensors().containsKey(name))
        .flatMap(name -> translated.variable(name).stream())
        .toList();
  }

  /** The call after which the variable has its last value inside of the module. */
  private int position(String variable, BitSet calls) {
    int made = calls.stream().filter(i -> uses.makes(i).contains(variable)).max().orElseThrow();
    int last = calls.length() - 1;
    return outside(variable, made, calls).findFirst().orElse(Integer.MAX_VALUE) > last
        ? last
        : made;
  }

  private Optional<TensorMeta> meta(String variable, BitSet calls) {
    List<Node> nodes = translated.graph().nodes();
    return calls.stream()
        .boxed()
        .flatMap(i -> TranslatedGraph.made(nodes.get(i)))
        .filter(name -> translated.variable(name).equals(Optional.of(variable)))
        .map(name -> translated.graph().tensors().get(name))
        .reduce((earlier, later) -> later);
  }

  private Optional<String> refusal(String variable, int last, Optional<TensorMeta> meta) {
    if (meta.isPresent() && !meta.get().type().isFloatingPoint()) {
      return Optional.of("its output is of the type " + meta.get().type().label());
    }
    if (aliases.isSplit(variable, last)) {
      return Optional.of("its values are changed later through another view of them");
    }
    return Optional.empty();
  }
}
