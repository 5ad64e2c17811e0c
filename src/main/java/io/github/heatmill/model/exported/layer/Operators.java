package io.github.heatmill.model.exported.layer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the translation knows of ATen operators by their names. */
public final class Operators {
  private static final Pattern TARGET = Pattern.compile("torch\\.ops\\.aten\\.(\\w+)\\.(\\w+)");

  /** The names in TorchScript where they are other ones. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "sym_size", "size",
          "sym_numel", "numel",
          "sym_stride", "stride",
          "sym_storage_offset", "storage_offset",
          "lift_fresh_copy", "clone",
          "lift_fresh", "alias");

  /** Checks of sizes and types, which the file's ranges and the engine check as well. */
  private static final Set<String> CHECKS =
      Set.of(
          "_assert_scalar",
          "_assert_tensor_metadata",
          "_assert_async",
          "sym_constrain_range",
          "sym_constrain_range_for_size");

  private static final Set<String> VIEWS =
      Set.of(
          "_unsafe_view",
          "alias",
          "chunk",
          "contiguous",
          "detach",
          "diagonal",
          "dropout",
          "expand",
          "expand_as",
          "flatten",
          "lift_fresh",
          "movedim",
          "narrow",
          "permute",
          "reshape",
          "reshape_as",
          "select",
          "slice",
          "split",
          "split_with_sizes",
          "squeeze",
          "swapaxes",
          "t",
          "tensor_split",
          "to",
          "transpose",
          "unbind",
          "unflatten",
          "unfold",
          "unsqueeze",
          "view",
          "view_as");

  private Operators() {}

  /** The name of an ATen operator, without its overload; empty for other targets. */
  public static Optional<String> name(String target) {
    Matcher matcher = TARGET.matcher(target);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The name of an operator in TorchScript. */
  public static String inTorchScript(String name) {
    return RENAMED.getOrDefault(name, name);
  }

  /** Whether a call only checks something. */
  public static boolean isCheck(String target) {
    return name(target).filter(CHECKS::contains).isPresent();
  }

  /** Whether a call changes its first argument. */
  public static boolean isInPlace(String target) {
    return name(target).filter(n -> n.endsWith("_") && !n.startsWith("__")).isPresent();
  }

  /** Whether what a call makes may share its values with the first argument. */
  static boolean isView(String target) {
    return name(target).filter(VIEWS::contains).isPresent();
  }

  /** Whether no gradient passes a call. */
  static boolean isDetach(String target) {
    return name(target).filter(Set.of("detach", "detach_")::contains).isPresent();
  }
}
