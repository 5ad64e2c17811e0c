package io.github.heatmill.model.operator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the source text of a TorchScript file may name: the operators of {@link AtenOperators}, and
 * beside them functions of lists, dictionaries, texts and numbers, quantised inference, and the
 * classes of packed parameters, which {@code script.txt} lists. Everything in these lists computes
 * values and does nothing else.
 */
public final class ScriptNames {
  private static final String ATEN = "torch.";
  private static final String CUSTOM_CLASSES = "__torch__.torch.classes.";
  private static final String FUNCTIONS = "functions";
  private static final String OPERATORS = "ops.";

  /** The namespaces of operators that libtorch itself brings. */
  private static final Set<String> NAMESPACES =
      Set.of(
          "aten",
          "prim",
          "prims",
          "quantized",
          "_quantized",
          "sparse",
          "mkldnn",
          "mkl",
          "onednn",
          "mkldnn_prepacked",
          "prepacked",
          "xnnpack",
          "metal_prepacked",
          "vulkan_prepacked",
          "profiler",
          "inductor",
          "static_runtime",
          "tensorexpr",
          "c10d",
          "_c10d_functional",
          "c10d_functional",
          "dist",
          "rpc",
          "cuda",
          "onnx",
          "_test",
          "rngprims",
          "debugprims");

  /** Functions of the language, or of Python, that do more than compute. */
  private static final Set<String> FUNCTIONS_WITH_EFFECT =
      Set.of(
          "print",
          "rpc_async",
          "rpc_sync",
          "rpc_remote",
          "open",
          "exec",
          "eval",
          "compile",
          "__import__");

  /** Operators with an effect that are methods of values, too, and no operators of graphs. */
  private static final Set<String> METHODS_WITH_EFFECT =
      Set.of("save", "manual_seed", "seed", "initial_seed");

  /** What {@code print} becomes in a saved graph. */
  private static final String PRINT = "Print";

  /** Operators that copy, in spite of their names, and whose names modules and tensors have. */
  private static final Set<String> PLAIN_MEMBERS = Set.of("resize", "set", "data");

  private static final ScriptNames ALL = new ScriptNames();

  private final AtenOperators operators = AtenOperators.all();

  /** The allowed names, by what stands before them, such as {@code ops.prim.}. */
  private final Map<String, Set<String>> allowed = new HashMap<>();

  private ScriptNames() {
    for (String line : AtenOperators.lines("script.txt")) {
      int colon = line.indexOf(": ");
      allowed
          .computeIfAbsent(line.substring(0, colon), start -> new HashSet<>())
          .addAll(List.of(line.substring(colon + 2).split(" ")));
    }
    allowed.get(ATEN).addAll(operators.names());
  }

  /** The lists for the library that runs the networks. */
  public static ScriptNames all() {
    return ALL;
  }

  /**
   * Why a dotted name that begins with {@code torch} or {@code ops} must not run.
   *
   * @param name such as {@code torch.conv2d} or {@code ops.prim.NumToTensor}
   * @return none if it may
   */
  public Optional<String> problem(String name) {
    int dot = name.lastIndexOf('.');
    String start = name.substring(0, dot + 1);
    String last = name.substring(dot + 1);
    if (allowed.getOrDefault(start, Set.of()).contains(last)) {
      return Optional.empty();
    }
    if (METHODS_WITH_EFFECT.contains(last) || last.equals(PRINT)) {
      return Optional.of("it does more than compute");
    }
    String unlisted =
        name.startsWith(OPERATORS) && !NAMESPACES.contains(name.split("\\.")[1])
            ? "it is an operator of another library, which is not there"
            : "it is newer than " + AtenOperators.LIBRARY + ", or does more than compute";
    return Optional.of(start.equals(ATEN) ? operators.refusal(last).orElse(unlisted) : unlisted);
  }

  /**
   * Whether a name begins with that of a class that libtorch itself brings, or is a part of such a
   * name, so that the text may complete it elsewhere.
   */
  public static boolean reachesCustomClass(String name) {
    return name.startsWith(CUSTOM_CLASSES) || CUSTOM_CLASSES.startsWith(name + ".");
  }

  /**
   * Why the text must not name a class that libtorch itself brings.
   *
   * @param name see {@link #reachesCustomClass}; what follows the class is not looked at
   * @return none if it may
   */
  public Optional<String> problemOfClass(String name) {
    String[] words = name.substring(Math.min(name.length(), CUSTOM_CLASSES.length())).split("\\.");
    boolean known =
        words.length > 1 && allowed.get(CUSTOM_CLASSES).contains(words[0] + "." + words[1]);
    return known
        ? Optional.empty()
        : Optional.of("it is a class of C++ that does not hold packed parameters");
  }

  /** Why the text must not name a member of any value; none if it may. */
  public Optional<String> problemOfMember(String name) {
    if (METHODS_WITH_EFFECT.contains(name)) {
      return Optional.of("it does more than compute");
    }
    return PLAIN_MEMBERS.contains(name) ? Optional.empty() : operators.effect(name);
  }

  /**
   * Why the text must not name a function.
   *
   * @param isLocal whether the text itself defines it
   * @return none if it may
   */
  public Optional<String> problemOfFunction(String name, boolean isLocal) {
    if (FUNCTIONS_WITH_EFFECT.contains(name)) {
      return Optional.of("it does more than compute");
    }
    return isLocal || allowed.get(FUNCTIONS).contains(name)
        ? Optional.empty()
        : Optional.of("no such function is known");
  }
}
