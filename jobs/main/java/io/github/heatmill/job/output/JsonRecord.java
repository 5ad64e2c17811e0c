package io.github.heatmill.job.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads the records that Heatmill writes as JSON, any of which may be damaged. */
public final class JsonRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonRecord() {}

  /**
   * Reads a record.
   *
   * @param file its path, for messages
   * @throws IllegalArgumentException if the text is no JSON object
   */
  public static ObjectNode parse(String file, String text) {
    if (text.isBlank()) {
      throw damaged(file, "is empty");
    }
    try {
      JsonNode read = JSON.readTree(text);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw damaged(file, "holds no JSON object");
    } catch (JacksonException e) {
      String line =
          Optional.ofNullable(e.getLocation())
              .map(place -> " in line " + place.getLineNr())
              .orElse("");
      throw damaged(file, "is cut off or damaged" + line);
    }
  }

  /**
   * Checks that a record has values.
   *
   * @param file its path, for messages
   * @param pointers such as {@code /settings/width}
   * @throws IllegalArgumentException naming the first that is missing
   */
  public static void expect(String file, ObjectNode record, Iterable<String> pointers) {
    for (String pointer : pointers) {
      if (record.at(pointer).isMissingNode()) {
        throw damaged(file, "lacks " + pointer.substring(1).replace('/', '.'));
      }
    }
  }

  /** The manifest is made from the tables, so that only its last step is repeated. */
  private static IllegalArgumentException damaged(String file, String how) {
    String remedy =
        file.endsWith(RunOutput.MANIFEST)
            ? "delete it, then repeat the command that made the run"
            : "repeat the command that made the run with --overwrite";
    return new IllegalArgumentException(
        "Damaged record: " + file + " " + how + " (" + remedy + ")");
  }
}
