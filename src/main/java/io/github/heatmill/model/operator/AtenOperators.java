package io.github.heatmill.model.operator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ATen operators of libtorch, and which of them a network may call: those that compute tensors
 * or numbers and do nothing else. {@code scripts/python/list_operators.py} makes both lists from
 * the library, and names the rules.
 */
public final class AtenOperators {
  /** The library in which the lists were read. */
  public static final String LIBRARY = "libtorch 2.7.1";

  private static final String NAMESPACE = "torch.ops.aten.";

  /** The reasons in {@code refused.txt} that tell of an effect on anything but the results. */
  private static final Set<String> EFFECTS =
      Set.of(
          "it handles the memory of tensors",
          "it is called for its effect",
          "several processes compute it together",
          "it is a part of a random generator");

  private static final AtenOperators ALL = new AtenOperators();

  private final Map<String, Operator> allowed;
  private final Set<String> names;

  /** The reason, by {@code name.overload}, or by {@code name} if it holds for all overloads. */
  private final Map<String, String> refused;

  private AtenOperators() {
    allowed =
        lines("operators.txt").stream()
            .map(Operator::parse)
            .collect(Collectors.toUnmodifiableMap(o -> o.name() + "." + o.overload(), o -> o));
    names = allowed.values().stream().map(Operator::name).collect(Collectors.toUnmodifiableSet());
    refused = refused(lines("refused.txt"));
  }

  private static Map<String, String> refused(List<String> lines) {
    Map<String, String> reasons = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      for (String name : line.substring(colon + 2).split(" ")) {
        reasons.put(name, line.substring(0, colon));
      }
    }
    return Map.copyOf(reasons);
  }

  static List<String> lines(String resource) {
    try (var in = AtenOperators.class.getResourceAsStream(resource);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lists of {@link #LIBRARY}. */
  public static AtenOperators all() {
    return ALL;
  }

  /** The names of the operators that a network may call, without overloads. */
  Set<String> names() {
    return names;
  }

  /** Why no network may call the operator of this name; none if the reason is not known. */
  Optional<String> refusal(String name) {
    return Optional.ofNullable(refused.get(name));
  }

  /** What the operator of this name does beside computing; none if it does nothing else. */
  Optional<String> effect(String name) {
    return refusal(name).filter(EFFECTS::contains);
  }

  /** All operators that a graph may call. */
  Collection<Operator> allowed() {
    return allowed.values();
  }

  /**
   * The operator that a graph may call by this target.
   *
   * @param target such as {@code torch.ops.aten.conv2d.default}
   * @return none if the library does not have the operator, or if it is not allowed
   */
  public Optional<Operator> of(String target) {
    return target.startsWith(NAMESPACE)
        ? Optional.ofNullable(allowed.get(target.substring(NAMESPACE.length())))
        : Optional.empty();
  }

  /**
   * Why the calls cannot run: all that are missing, in one message. Calls that the reader of a
   * graph does not keep, such as checks of sizes, or that are no operators, such as {@code
   * _operator.mul}, must not be among them.
   *
   * @param trust whether operators may run that are refused although the library has them
   * @return none if all can run
   */
  public Optional<String> problem(List<OperatorCall> calls, Trust trust) {
    String missing =
        calls.stream()
            .flatMap(call -> problem(call, trust).stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("Operators that cannot run here: %s (must be ATen operators of %s that compute tensors;"
                    + " change the network so that it does not call them, and export it again%s)")
                .formatted(missing, LIBRARY, trusted(calls)));
  }

  private String trusted(List<OperatorCall> calls) {
    boolean helps = calls.stream().anyMatch(call -> refusalOf(call.target()).isPresent());
    return helps
        ? "; if you trust who made the file, what is not allowed runs with " + Trust.OPTION
        : "";
  }

  private Optional<String> problem(OperatorCall call, Trust trust) {
    Optional<Operator> operator = of(call.target());
    if (operator.isEmpty() && trust == Trust.TRUSTED && refusalOf(call.target()).isPresent()) {
      return Optional.empty();
    }
    if (operator.isEmpty()) {
      return Optional.of(call.target() + ": " + absence(call.target()));
    }
    List<String> unknown =
        call.arguments().stream().filter(name -> operator.get().argument(name).isEmpty()).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: newer than %s, which does not have the argument%s %s"
                .formatted(
                    call.target(),
                    LIBRARY,
                    unknown.size() == 1 ? "" : "s",
                    String.join(", ", unknown)));
  }

  /** Why the library's operator is refused; none if it is not, or the library does not have it. */
  private Optional<String> refusalOf(String target) {
    if (!target.startsWith(NAMESPACE)) {
      return Optional.empty();
    }
    String overload = target.substring(NAMESPACE.length());
    String name = overload.replaceFirst("\\..*", "");
    return Optional.ofNullable(refused.getOrDefault(overload, refused.get(name)));
  }

  private String absence(String target) {
    if (!target.startsWith(NAMESPACE)) {
      return "no ATen operator";
    }
    Optional<String> reason = refusalOf(target);
    if (reason.isPresent()) {
      return "not allowed, " + reason.get();
    }
    String name = target.substring(NAMESPACE.length()).replaceFirst("\\..*", "");
    return names.contains(name)
        ? "an overload that %s does not have, or that writes into a given tensor".formatted(LIBRARY)
        : "newer than %s, which does not have it".formatted(LIBRARY);
  }
}
