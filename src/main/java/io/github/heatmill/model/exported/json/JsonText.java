package io.github.heatmill.model.exported.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.heatmill.model.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Parses JSON whose size and depth are limited, so that no text exhausts the memory. */
final class JsonText {
  static final int DEEPEST = 200;

  /** A network of 20,000 calls has about as many values. */
  static final int MOST_VALUES = 2_000_000;

  static final int MOST_BYTES = 64 << 20;

  private final String name;
  private final JsonReader reader;
  private int depth;
  private int values;

  private JsonText(String name, Reader text) {
    this.name = name;
    this.reader = new JsonReader(text);
  }

  /**
   * Parses a text.
   *
   * @param name of the text, for messages
   * @throws ModelFormatException if it is no JSON, too large or too deep, or states a key twice
   */
  static JsonValue parse(String name, byte[] text) {
    if (text.length > MOST_BYTES) {
      throw refused(name, text.length + " bytes (must be <= " + MOST_BYTES + ")", null);
    }
    Reader decoded =
        new InputStreamReader(
            new ByteArrayInputStream(text),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return new JsonText(name, decoded).parse();
  }

  private JsonValue parse() {
    try {
      JsonElement root = element();
      reader.peek(); // Refuses text after the end.
      return JsonValue.root(name, root);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw refused(name, "no JSON (fetch or export it again)", e);
    }
  }

  private JsonElement element() throws IOException {
    if (++values > MOST_VALUES) {
      throw refused(name, "more than " + MOST_VALUES + " values (must be fewer)", null);
    }
    JsonToken token = reader.peek();
    return switch (token) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> array();
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(new LazilyParsedNumber(reader.nextString()));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> throw new IllegalStateException("Expected a value, not " + token);
    };
  }

  private JsonObject object() throws IOException {
    JsonObject object = new JsonObject();
    deeper();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (object.has(key)) {
        throw refused(name, "the key " + key + " twice (must be once)", null);
      }
      object.add(key, element());
    }
    reader.endObject();
    depth--;
    return object;
  }

  private JsonArray array() throws IOException {
    JsonArray array = new JsonArray();
    deeper();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(element());
    }
    reader.endArray();
    depth--;
    return array;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw refused(name, "values nested deeper than " + DEEPEST + " (must be <= that)", null);
    }
  }

  private static ModelFormatException refused(String name, String what, Exception cause) {
    return new ModelFormatException("Unreadable exported program: " + name + " has " + what, cause);
  }
}
