package io.github.heatmill.udf.shard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The label in a member of a sample.
 *
 * @param text the label; empty if the member gives none
 * @param problem the reason why the label cannot be read
 */
record SampleLabel(Optional<String> text, Optional<String> problem) {
  static final SampleLabel NONE = new SampleLabel(Optional.empty(), Optional.empty());

  /** The JSON fields that may hold the label, in order of preference. */
  private static final List<String> FIELDS = List.of("label", "class", "cls");

  private static final int LONGEST = 4096;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // A tar may have any number of them.
          .build();

  /**
   * Reads a member that holds the label as text.
   *
   * @param name the name of the member, for the error message
   */
  static SampleLabel text(String name, InputStream content) throws IOException {
    byte[] text = content.readNBytes(LONGEST + 1);
    return of(name, new String(text, StandardCharsets.UTF_8));
  }

  /**
   * Reads a member that holds JSON. It is read as a stream, so that it may have any length.
   *
   * @param name the name of the member, for the error message
   */
  static SampleLabel json(String name, InputStream content) throws IOException {
    try (JsonParser json = JSON.createParser(content)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      Map<String, String> fields = fields(json);
      return FIELDS.stream()
          .map(fields::get)
          .filter(Objects::nonNull)
          .findFirst()
          .map(found -> of(name, found))
          .orElse(NONE);
    } catch (JsonProcessingException | CharConversionException e) {
      return broken("Label cannot be read: " + name + " is no JSON (mend it or leave it out)");
    }
  }

  /** The numbers and texts in the top-level fields of a JSON object; empty for other JSON. */
  private static Map<String, String> fields(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    if (json.nextToken() == null) {
      throw new CharConversionException("empty");
    }
    boolean object = json.currentToken() == JsonToken.START_OBJECT;
    while (object && json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (FIELDS.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        fields.put(name, json.getText());
      }
      json.skipChildren();
    }
    return fields;
  }

  private static SampleLabel of(String name, String text) {
    if (text.length() > LONGEST) {
      return broken(
          "Label is too long: " + name + " (must be <= " + LONGEST + " characters of text)");
    }
    return new SampleLabel(
        Optional.of(text.strip()).filter(label -> !label.isEmpty()), Optional.empty());
  }

  private static SampleLabel broken(String problem) {
    return new SampleLabel(Optional.empty(), Optional.of(problem));
  }

  /** This label, or the other one if this member gives neither a label nor a problem. */
  SampleLabel or(SampleLabel other) {
    return equals(NONE) ? other : this;
  }
}
