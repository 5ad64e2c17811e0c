package io.github.heatmill.model.torchscript;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.source.FormConversion;
import io.github.heatmill.model.torchscript.archive.Archive;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes networks that take images of another shape or type than numbers of (N, channels, height,
 * width), so that they take those.
 */
public final class InputConversion {
  /** The signature of a method that takes a tensor first. */
  private static final Pattern FORWARD =
      Pattern.compile(
          "  def forward\\(\\w+: [\\w.]+,\\s*(\\w+): Tensor\\b[^)]*\\) -> [^\\n]*:\\n",
          Pattern.DOTALL);

  private InputConversion() {}

  /**
   * A network that takes numbers of (N, channels, height, width), and converts them first.
   *
   * @param form the shape and the type that the network itself takes
   * @throws ModelFormatException if it takes no tensor
   */
  static Archive of(Archive archive, Form form) {
    if (form == Form.NCHW) {
      return archive;
    }
    String root = archive.root().type().name();
    int dot = root.lastIndexOf('.');
    String path = "code/" + root.substring(0, dot).replace('.', '/') + ".py";
    Map<String, String> sources = new HashMap<>(archive.sources());
    sources.computeIfPresent(
        path, (entry, source) -> converted(source, root.substring(dot + 1), form));
    return archive.with(sources, Map.of());
  }

  private static String converted(String source, String className, Form form) {
    int start = Math.max(0, source.indexOf("class " + className + "("));
    Matcher forward = FORWARD.matcher(source);
    if (!forward.find(start)) {
      throw new ModelFormatException(
          "Input cannot be converted: "
              + form.id()
              + " (the network's forward must take one tensor of images first)");
    }
    String images = forward.group(1);
    return source.substring(0, forward.end())
        + "    "
        + images
        + " = "
        + FormConversion.of(new Name(images), form).text()
        + "\n"
        + source.substring(forward.end());
  }
}
