package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.ModelFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an archive's list of tensors. */
public final class PayloadReader {
  /** The number of the layout in which elements lie at strides. */
  private static final int STRIDED = 7;

  private PayloadReader() {}

  /**
   * Reads a list.
   *
   * @param name of the text, for messages: the file, and its entry
   * @return the places of the tensors, by qualified name
   * @throws ModelFormatException if it is no such list, or names a tensor that is not stored as
   *     plain values
   */
  public static Map<String, Payload> read(String name, byte[] json) {
    Map<String, Payload> payloads = new LinkedHashMap<>();
    JsonText.parse(name, json)
        .member("config")
        .forEach((tensor, value) -> payloads.put(tensor, payload(name, tensor, value)));
    return payloads;
  }

  private static Payload payload(String name, String tensor, JsonValue json) {
    if (json.member("use_pickle").flag()) {
      throw new ModelFormatException(
          "Unreadable exported program: "
              + name
              + " stores "
              + tensor
              + " as a Python object (must be plain values; export the model before it is"
              + " quantised by torchao or otherwise given tensors of other classes)");
    }
    JsonValue meta = json.member("tensor_meta");
    JsonValue layout = meta.member("layout");
    if (layout.whole() != STRIDED) {
      throw layout.invalid(STRIDED + ", a strided tensor; make " + tensor + " dense");
    }
    return new Payload(
        json.member("path_name").text(),
        MetaReader.type(meta.member("dtype")),
        fixed(meta.member("storage_offset")),
        numbers(meta, "sizes"),
        numbers(meta, "strides"));
  }

  private static List<Long> numbers(JsonValue meta, String key) {
    return meta.member(key).list(PayloadReader::fixed);
  }

  private static long fixed(JsonValue size) {
    return size.member("as_int").whole();
  }
}
