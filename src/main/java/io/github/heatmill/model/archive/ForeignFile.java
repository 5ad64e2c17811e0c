package io.github.heatmill.model.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Says what a file is that is no zip archive, by its first bytes, and what to do about it. */
public final class ForeignFile {
  /** The words that stand where PyTorch has to save the network again. */
  static final String SAVE_AGAIN =
      "in Python: torch.export.save(torch.export.export(model.eval(), (example,)), \"model.pt2\")";

  /** The files that can be opened. */
  static final String OPENED =
      "must be a .pt2 file of torch.export.save or a .pt file of torch.jit.save";

  private static final int HEAD = 512;
  private static final int LARGEST_IR_VERSION = 20;
  private static final int IDENTIFIER = 4;
  private static final int TAR_MAGIC = 257;

  private record Kind(Predicate<Head> matches, String description) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(head -> head.bytes().length == 0, "is empty (fetch or save it again)"),
          new Kind(
              head -> head.startsWith("version https://git-lfs"),
              "is a Git LFS pointer and not the file itself (fetch that: git lfs pull)"),
          new Kind(
              head -> head.isPage("<!doctype html", "<html", "<head", "<script", "<?xml"),
              "is an HTML or XML page, such as a download's error page (fetch the file itself)"),
          new Kind(
              head -> head.isPage("{\"", "{\n", "{ ", "[{"),
              "is JSON text and no network (fetch the file itself)"),
          new Kind(
              head -> head.startsWith("PK"),
              "is a zip archive that ends too early or is damaged (fetch or save it again)"),
          new Kind(
              head -> head.startsWith("\u0089HDF\r\n"),
              "is an HDF5 file, as Keras writes them (only PyTorch networks can be read; "
                  + SAVE_AGAIN
                  + ")"),
          new Kind(
              Head::isSafetensors,
              "holds weights in the safetensors format and no code (load them into the model, then "
                  + SAVE_AGAIN
                  + ")"),
          new Kind(
              head -> head.at(IDENTIFIER, "ET"),
              "is an ExecuTorch program (.pte), which cannot be opened (save the model itself, "
                  + SAVE_AGAIN
                  + ")"),
          new Kind(
              head -> head.at(IDENTIFIER, "PTMF"),
              "is a mobile file in the flatbuffer format, which holds no code (save the model"
                  + " itself, "
                  + SAVE_AGAIN
                  + ")"),
          new Kind(
              head -> head.at(IDENTIFIER, "TFL"),
              "is a TensorFlow Lite model (only PyTorch networks can be read)"),
          new Kind(
              Head::isOnnx,
              "is an ONNX model (save the PyTorch model that it was exported from, "
                  + SAVE_AGAIN
                  + ")"),
          new Kind(
              Head::isPickle,
              "is a Python pickle, as torch.save writes it: weights or a pickled module, without"
                  + " code (load it, then "
                  + SAVE_AGAIN
                  + ")"),
          new Kind(
              head -> head.startsWith("\u001f\u008b") || head.at(TAR_MAGIC, "ustar"),
              "is a tar or gzip archive (unpack it, and name the file inside)"));

  private ForeignFile() {}

  /** What the file is, and the remedy; the words follow its name. */
  public static String description(Path file) throws IOException {
    Head head = Head.of(file);
    return KINDS.stream()
        .filter(kind -> kind.matches().test(head))
        .map(Kind::description)
        .findFirst()
        .orElse("is of no known kind (" + OPENED + "; " + SAVE_AGAIN + ")");
  }

  /** The first bytes of a file, and its size. */
  private record Head(byte[] bytes, long size) {
    static Head of(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        return new Head(in.readNBytes(HEAD), Files.size(file));
      }
    }

    boolean startsWith(String text) {
      return at(0, text);
    }

    boolean at(int offset, String text) {
      String all = new String(bytes, StandardCharsets.ISO_8859_1);
      return all.startsWith(text, offset);
    }

    /** Whether it is text that begins with one of these words. */
    boolean isPage(String... beginnings) {
      String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
      String lower = text.toLowerCase(Locale.ROOT);
      return List.of(beginnings).stream().anyMatch(lower::startsWith);
    }

    /** The length of a JSON text, and this text. */
    boolean isSafetensors() {
      if (bytes.length <= Long.BYTES || bytes[Long.BYTES] != '{') {
        return false;
      }
      long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      return length > 0 && length <= size - Long.BYTES;
    }

    /** A message of Protocol Buffers whose first fields are those of ONNX. */
    boolean isOnnx() {
      return bytes.length > 2
          && bytes[0] == 0x08 // ir_version
          && bytes[1] > 0
          && bytes[1] <= LARGEST_IR_VERSION
          && List.of(0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42).contains((int) bytes[2]);
    }

    boolean isPickle() {
      return bytes.length > 1 && bytes[0] == (byte) 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
    }
  }
}
