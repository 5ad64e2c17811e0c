package io.github.heatmill.model.exported.archive;

import static io.github.heatmill.model.torchscript.SavedText.word;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Exported programs in each layout of their archive. The program has the parameters {@code w}
 * (float32, 2 x 3, the values 0 to 5) and {@code t} (the same values transposed), the buffer {@code
 * n} (int64, the value 7), and the constant {@code c} (float32, the values 0.5 and 2).
 */
public final class ExportedFiles {
  public static final String GRAPH = "models/model.json";
  public static final String WEIGHTS = "data/weights/model_weights_config.json";
  public static final String CONSTANTS = "data/constants/model_constants_config.json";
  public static final String WEIGHT = "data/weights/weight_0";
  public static final String NUMBER = "data/weights/weight_1";
  public static final String CONSTANT = "data/constants/tensor_0";

  private static final String PROGRAM =
      """
      {"graph_module": {
         "graph": {"inputs": [{"as_tensor": {"name": "p_w"}}, {"as_tensor": {"name": "x"}}],
           "outputs": [{"as_tensor": {"name": "y"}}],
           "nodes": [{"target": "torch.ops.aten.linear.default",
             "inputs": [{"name": "input", "arg": {"as_tensor": {"name": "x"}}, "kind": 1},
                        {"name": "weight", "arg": {"as_tensor": {"name": "p_w"}}, "kind": 1}],
             "outputs": [{"as_tensor": {"name": "y"}}],
             "metadata": {"nn_module_stack": "L__self__,,my.Net;L__self__f,f,my.Linear"}}],
           "tensor_values": {"y": {"dtype": 7, "sizes": [{"as_int": 1}, {"as_int": 2}],
             "requires_grad": false}}},
         "signature": {
           "input_specs": [
             {"parameter": {"arg": {"name": "p_w"}, "parameter_name": "w"}},
             {"parameter": {"arg": {"name": "p_t"}, "parameter_name": "t"}},
             {"buffer": {"arg": {"name": "b_n"}, "buffer_name": "n", "persistent": true}},
             {"tensor_constant": {"arg": {"name": "c_c"}, "tensor_constant_name": "c"}},
             {"user_input": {"arg": {"as_tensor": {"name": "x"}}}}],
           "output_specs": [{"user_output": {"arg": {"as_tensor": {"name": "y"}}}}]}},
       "opset_version": {"aten": 10}, "schema_version": {"major": 8, "minor": 20},
       "torch_version": "2.13.0"}
      """;

  private ExportedFiles() {}

  /** The entries of an archive of PyTorch 2.9 or later, by their paths in its folder. */
  public static Map<String, byte[]> raw() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive_format", text("pt2"));
    entries.put("archive_version", text("0"));
    entries.put("byteorder", text("little"));
    entries.put(GRAPH, text(PROGRAM));
    entries.put(
        WEIGHTS,
        list(
            payload("w", "weight_0", 7, "2, 3", "3, 1"),
            payload("t", "weight_0", 7, "3, 2", "1, 3"),
            payload("n", "weight_1", 5, "", "")));
    entries.put(WEIGHT, floats(0, 1, 2, 3, 4, 5));
    entries.put(NUMBER, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(7).array());
    entries.put(CONSTANTS, list(payload("c", "tensor_0", 7, "2", "1")));
    entries.put(CONSTANT, floats(0.5f, 2));
    return entries;
  }

  /** The entries of an archive of PyTorch 2.8, by their paths in its folder. */
  public static Map<String, byte[]> pickled() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive_format", text("pt2"));
    entries.put("archive_version", text("0"));
    entries.put(GRAPH, text(PROGRAM));
    entries.put("data/weights/model.pt", zip("model", weights(weightsPickle())));
    entries.put("data/constants/model.pt", zip("model", constants()));
    return entries;
  }

  /** The entries of an archive of PyTorch 2.7 or older, which has no folder. */
  public static Map<String, byte[]> old() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("serialized_exported_program.json", text(PROGRAM));
    entries.put("serialized_state_dict.pt", zip("archive", weights(weightsPickle())));
    entries.put("serialized_constants.pt", zip("archive", constants()));
    entries.put("version", text("8.8"));
    return entries;
  }

  /** The inner archive of weights with these objects. */
  public static Map<String, byte[]> weights(String pickle) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", pickle.getBytes(ISO_8859_1));
    entries.put("byteorder", text("little"));
    entries.put("data/0", raw().get(WEIGHT));
    entries.put("data/1", raw().get(NUMBER));
    return entries;
  }

  private static Map<String, byte[]> constants() {
    String pickle =
        "\u0080\u0002}"
            + word("c")
            + tensor("FloatStorage", "0", 2, "K\u0002\u0085", "K\u0001\u0085")
            + "s.";
    return Map.of("data.pkl", pickle.getBytes(ISO_8859_1), "data/0", raw().get(CONSTANT));
  }

  /** The objects of the weights as torch.save writes them: w is a parameter, t a plain tensor. */
  public static String weightsPickle() {
    String w = tensor("FloatStorage", "0", 6, "K\u0002K\u0003\u0086", "K\u0003K\u0001\u0086");
    String t = tensor("FloatStorage", "0", 6, "K\u0003K\u0002\u0086", "K\u0001K\u0003\u0086");
    String n = tensor("LongStorage", "1", 1, ")", ")");
    return "\u0080\u0002ccollections\nOrderedDict\n)R("
        + word("w")
        + ("ctorch._utils\n_rebuild_parameter\n("
            + w
            + "\u0088"
            + "ccollections\nOrderedDict\n)RtR")
        + word("t")
        + t
        + word("n")
        + n
        + "u}"
        + word("_metadata")
        + "ccollections\nOrderedDict\n)Rsb.";
  }

  /** A tensor of a pickle. */
  public static String tensor(
      String storage, String name, int elements, String sizes, String strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n(("
        + word("storage")
        + ("ctorch\n" + storage + "\n")
        + word(name)
        + word("cpu")
        + ("K"
            + (char) elements
            + "tQK\u0000"
            + sizes
            + strides
            + "\u0089ccollections\nOrderedDict\n)RtR");
  }

  /** An entry of a list of raw tensors; offset 0. */
  public static String payload(String name, String entry, int type, String sizes, String strides) {
    return """
    "%s": {"path_name": "%s", "is_param": true, "use_pickle": false, "tensor_meta": {"dtype": %d,
      "sizes": [%s], "strides": [%s], "storage_offset": {"as_int": 0}, "requires_grad": true,
      "device": {"type": "cpu", "index": null}, "layout": 7}}
    """
        .formatted(name, entry, type, fixed(sizes), fixed(strides));
  }

  private static String fixed(String numbers) {
    return numbers.isEmpty() ? "" : numbers.replaceAll("-?\\d+", "{\"as_int\": $0}");
  }

  /** A list of raw tensors. */
  public static byte[] list(String... payloads) {
    return text("{\"config\": {" + String.join(", ", payloads) + "}}");
  }

  /** A file with these entries in a folder; an empty name means in none. */
  public static Path write(Path file, String folder, Map<String, byte[]> entries) {
    try {
      return Files.write(file, zip(folder, entries));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A zip of these entries, stored as PyTorch stores them. */
  public static byte[] zip(String folder, Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, (folder.isEmpty() ? "" : folder + "/") + entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Float32 numbers, little-endian. */
  public static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  public static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
