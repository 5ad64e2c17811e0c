package io.github.heatmill.model.torchscript;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.archive.ArchiveEntries;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.operator.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Saved networks without weights: enough for everything that reads them as text. */
public final class SavedText {
  /** The pickle of an object of class {@code __torch__.Net} without attributes. */
  static final String NET = "\u0080\u0002c__torch__\nNet\n)\u0081}b.";

  private static final String NET_WITH_LEAF =
      "\u0080\u0002c__torch__\nNet\n)\u0081}(X\u0004\u0000\u0000\u0000last"
          + "c__torch__\nLeaf\n)\u0081}bub.";

  /** A layer to be called by the others. */
  static final String LEAF =
      """
      class Leaf(Module):
        __parameters__ = []
        def forward(self: __torch__.Leaf, x: Tensor) -> Tensor:
          return torch.relu(x)
      """;

  private static final String WEIGHTED =
      """
      class Weighted(Module):
        __parameters__ = ["weight", ]
        weight : Tensor
        def forward(self: __torch__.Weighted, x: Tensor) -> Tensor:
          return torch.mul(x, self.weight)
      """;

  private SavedText() {}

  /** A network of class {@code Net}; {@code classes} is the text of its classes. */
  public static NetworkFile file(Path folder, String classes) {
    Map<String, String> entries = Map.of("code/__torch__.py", classes + LEAF, "data.pkl", NET);
    return NetworkFile.read(zip(folder.resolve("net.pt"), entries));
  }

  /**
   * A network that can also run. It calls {@code self.last}, a ReLU without weights, where {@code
   * body} says so.
   *
   * @param body the statements of {@code forward}, which takes {@code x}
   * @param type the type of the result
   */
  public static NetworkFile runnable(Path folder, String body, String type) {
    return runnable(folder, body, type, "");
  }

  /** As {@link #runnable(Path, String, String)}, with functions after the classes. */
  public static NetworkFile runnable(Path folder, String body, String type, String functions) {
    return NetworkFile.read(runnableZip(folder, body, type, functions));
  }

  /** As {@link #runnable(Path, String, String)}, of a file whose maker is trusted. */
  public static NetworkFile trusted(Path folder, String body, String type) {
    Path file = runnableZip(folder, body, type, "");
    return NetworkFile.read(file, Form.NCHW, Optional.empty(), Trust.TRUSTED);
  }

  private static Path runnableZip(Path folder, String body, String type, String functions) {
    String net =
        """
        class Net(Module):
          __parameters__ = []
          __buffers__ = []
          last : __torch__.Leaf
          def forward(self: __torch__.Net, x: Tensor) -> %s:
            last = self.last
        """
            .formatted(type);
    Map<String, String> entries =
        Map.of(
            "code/__torch__.py",
            LEAF + net + body.indent(4) + functions,
            "data.pkl",
            NET_WITH_LEAF,
            "constants.pkl",
            "\u0080\u0002).",
            "version",
            "3\n");
    return zip(folder.resolve("net.pt"), entries);
  }

  /** A network that calls modules one after the other, each with one parameter of one value. */
  public static NetworkFile chain(Path folder, List<String> modules) {
    StringBuilder net = new StringBuilder("class Net(Module):\n  __parameters__ = []\n");
    modules.forEach(name -> net.append("  " + name + " : __torch__.Weighted\n"));
    net.append("  def forward(self: __torch__.Net, x0: Tensor) -> Tensor:\n");
    StringBuilder pickle = new StringBuilder("\u0080\u0002c__torch__\nNet\n)\u0081}(");
    for (int i = 0; i < modules.size(); i++) {
      String module = "self." + modules.get(i);
      net.append("    x%d = (%s).forward(x%d, )\n".formatted(i + 1, module, i));
      pickle.append(word(modules.get(i)) + "c__torch__\nWeighted\n)\u0081}(" + word("weight"));
      pickle.append("ctorch._utils\n_rebuild_tensor_v2\n((" + word("storage"));
      pickle.append("ctorch\nFloatStorage\n" + word("" + i) + word("cpu") + "K\u0001tQ");
      pickle.append("K\u0000(K\u0001t(K\u0001t\u0088)tRub");
    }
    net.append("    return x" + modules.size() + "\n");
    Map<String, String> entries =
        Map.of("code/__torch__.py", net + WEIGHTED, "data.pkl", pickle + "ub.");
    return NetworkFile.read(zip(folder.resolve("chain.pt"), entries));
  }

  /** A word as pickles hold it. */
  public static String word(String text) {
    return "X" + (char) text.length() + "\u0000\u0000\u0000" + text;
  }

  /** The content of an entry of a saved file. */
  public static byte[] entry(Path file, String path) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(e -> ArchiveEntries.withoutFolder(e.getName()).equals(path))
              .findFirst()
              .orElseThrow();
      return zip.getInputStream(entry).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip with texts, all in one folder as libtorch writes them. */
  static Path zip(Path file, Map<String, String> entries) {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry("net/" + entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
        out.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
