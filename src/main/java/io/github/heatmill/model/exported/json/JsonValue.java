package io.github.heatmill.model.exported.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.github.heatmill.model.ModelFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A value of a JSON text that knows its place. A value that is missing or of another type than the
 * one asked for is refused with its place.
 */
final class JsonValue {
  private final String name;
  private final Optional<JsonValue> parent;
  private final String step;
  private final JsonElement element;

  private JsonValue(String name, Optional<JsonValue> parent, String step, JsonElement element) {
    this.name = name;
    this.parent = parent;
    this.step = step;
    this.element = element;
  }

  /** A tagged union of the schema: the tag and its value: a kind of value, and the value. */
  record Choice(String kind, JsonValue value) {}

  /** The outermost value of a text. */
  static JsonValue root(String name, JsonElement element) {
    return new JsonValue(name, Optional.empty(), "", element);
  }

  /** The value of a key, which must be there. */
  JsonValue member(String key) {
    return optional(key).orElseThrow(() -> refused(" has no " + key, "must have one"));
  }

  /** The value of a key; empty if it is missing or null. */
  Optional<JsonValue> optional(String key) {
    checked(element.isJsonObject(), "an object");
    return Optional.ofNullable(element.getAsJsonObject().get(key))
        .filter(value -> !value.isJsonNull())
        .map(value -> below("." + key, value));
  }

  /** The only key of an object that is a choice, and its value, which may be null. */
  Choice choice() {
    checked(element.isJsonObject() && element.getAsJsonObject().size() == 1, "one kind of value");
    Map.Entry<String, JsonElement> only = element.getAsJsonObject().entrySet().iterator().next();
    return new Choice(only.getKey(), below("." + only.getKey(), only.getValue()));
  }

  /** What a function makes of the values of an array, in their order. */
  <T> List<T> list(Function<JsonValue, T> function) {
    checked(element.isJsonArray(), "a list");
    List<T> list = new ArrayList<>();
    for (JsonElement each : element.getAsJsonArray()) {
      list.add(function.apply(below("[" + list.size() + "]", each)));
    }
    return list;
  }

  /** What a function makes of the values of an object, by key and in their order. */
  <T> Map<String, T> map(Function<JsonValue, T> function) {
    Map<String, T> map = new LinkedHashMap<>();
    forEach((key, value) -> map.put(key, function.apply(value)));
    return map;
  }

  /** Takes the values of an object, by key and in their order. */
  void forEach(BiConsumer<String, JsonValue> action) {
    checked(element.isJsonObject(), "an object");
    element
        .getAsJsonObject()
        .entrySet()
        .forEach(e -> action.accept(e.getKey(), below("." + e.getKey(), e.getValue())));
  }

  /** The number of values of an array. */
  int size() {
    checked(element.isJsonArray(), "a list");
    return element.getAsJsonArray().size();
  }

  boolean isList() {
    return element.isJsonArray();
  }

  boolean isObject() {
    return element.isJsonObject();
  }

  boolean isText() {
    return primitive().filter(JsonPrimitive::isString).isPresent();
  }

  boolean isNumber() {
    return primitive().filter(JsonPrimitive::isNumber).isPresent();
  }

  String text() {
    checked(isText(), "a text");
    return element.getAsString();
  }

  /** A text, or a number as text. */
  String plainText() {
    checked(isText() || isNumber(), "a text or a number");
    return element.getAsString();
  }

  boolean flag() {
    checked(primitive().filter(JsonPrimitive::isBoolean).isPresent(), "true or false");
    return element.getAsBoolean();
  }

  /** A whole number of 64 bits. */
  long whole() {
    checked(isNumber(), "a whole number");
    try {
      return Long.parseLong(element.getAsString());
    } catch (NumberFormatException e) {
      throw invalid("a whole number of 64 bits");
    }
  }

  /** A whole number of 32 bits. */
  int smallWhole() {
    long value = whole();
    checked(value == (int) value, "a whole number of 32 bits");
    return (int) value;
  }

  /** A number; infinity and NaN are texts. */
  double real() {
    checked(isNumber() || isText(), "a number");
    String text = element.getAsString();
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        checked(isNumber(), "a number, Infinity, -Infinity or NaN");
        yield Double.parseDouble(text);
      }
    };
  }

  /** An exception that says what is wrong here. */
  ModelFormatException refused(String what, String rule) {
    return new ModelFormatException(
        "Unreadable exported program: "
            + name
            + ", "
            + (place() + what).replaceAll("\\p{Cntrl}+", " ")
            + " ("
            + rule
            + ")");
  }

  /** An exception that says what must stand here. */
  ModelFormatException invalid(String rule) {
    String text = element.toString();
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return refused(" is " + shown, "must be " + rule);
  }

  private void checked(boolean right, String rule) {
    if (!right) {
      throw invalid(rule);
    }
  }

  private Optional<JsonPrimitive> primitive() {
    return element.isJsonPrimitive() ? Optional.of(element.getAsJsonPrimitive()) : Optional.empty();
  }

  private JsonValue below(String next, JsonElement value) {
    return new JsonValue(name, Optional.of(this), next, value);
  }

  private String place() {
    StringBuilder place = new StringBuilder(step);
    for (Optional<JsonValue> up = parent; up.isPresent(); up = up.get().parent) {
      place.insert(0, up.get().step);
    }
    return place.length() == 0 ? "its text" : place.toString().replaceFirst("^\\.", "");
  }
}
