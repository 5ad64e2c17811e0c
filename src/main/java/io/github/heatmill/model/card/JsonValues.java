package io.github.heatmill.model.card;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.heatmill.naming.ClosestNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The values of a JSON object, by key. A value of another type than the one asked for is refused
 * with its key; JSON's null is an absent value.
 */
record JsonValues(JsonObject object) {

  /** Parses an object; empty if the text is no JSON object. */
  static Optional<JsonValues> parse(String text) {
    try {
      return Optional.ofNullable(new Gson().fromJson(text, JsonObject.class)).map(JsonValues::new);
    } catch (JsonParseException | ClassCastException e) {
      return Optional.empty();
    }
  }

  /**
   * One sentence for each key that is not read and is nearly one that is. Other keys are those of
   * the library that wrote the file.
   */
  List<String> slips(Set<String> read) {
    return object.keySet().stream()
        .filter(key -> !read.contains(key))
        .flatMap(
            key ->
                ClosestNames.meant(key, read).stream()
                    .map(
                        meant ->
                            "Unknown key: "
                                + key
                                + " (it is ignored; did you mean "
                                + meant
                                + "?)"))
        .toList();
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  Optional<JsonValues> object(String key) {
    return value(key)
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject)
        .map(JsonValues::new);
  }

  Optional<String> text(String key) {
    return value(key)
        .map(each -> checked(key, each, each.isJsonPrimitive(), "a text").getAsString());
  }

  boolean flag(String key, boolean otherwise) {
    return value(key)
        .map(
            each ->
                checked(
                        key,
                        each,
                        each.isJsonPrimitive() && each.getAsJsonPrimitive().isBoolean(),
                        "true or false")
                    .getAsBoolean())
        .orElse(otherwise);
  }

  OptionalDouble number(String key) {
    return value(key)
        .map(
            each -> OptionalDouble.of(checked(key, each, isNumber(each), "a number").getAsDouble()))
        .orElse(OptionalDouble.empty());
  }

  /** Whole numbers, from an array or a single number; empty without the key. */
  List<Integer> wholes(String key) {
    List<Integer> wholes = new ArrayList<>();
    for (double number : numbers(key)) {
      if (number != Math.rint(number)) {
        throw invalid(key, object.get(key), "whole numbers");
      }
      wholes.add((int) number);
    }
    return wholes;
  }

  /** Numbers, from an array or a single number; empty without the key. */
  List<Double> numbers(String key) {
    Optional<JsonElement> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<Double> numbers = new ArrayList<>();
    JsonElement all = value.get();
    for (JsonElement each : all.isJsonArray() ? all.getAsJsonArray() : one(all)) {
      checked(key, all, isNumber(each), "numbers");
      numbers.add(each.getAsDouble());
    }
    return numbers;
  }

  /**
   * Texts in order, from an array or from an object whose keys are their indices; empty without the
   * key, or if an index is missing.
   */
  List<String> texts(String key) {
    Map<String, JsonElement> byIndex = new HashMap<>();
    value(key)
        .filter(JsonElement::isJsonArray)
        .ifPresent(
            array ->
                array
                    .getAsJsonArray()
                    .forEach(each -> byIndex.put(Integer.toString(byIndex.size()), each)));
    object(key)
        .ifPresent(
            all -> all.object.entrySet().forEach(e -> byIndex.put(e.getKey(), e.getValue())));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < byIndex.size(); i++) {
      JsonElement each = byIndex.get(Integer.toString(i));
      if (each == null || !each.isJsonPrimitive()) {
        return List.of();
      }
      texts.add(each.getAsString());
    }
    return texts;
  }

  private static JsonArray one(JsonElement element) {
    JsonArray array = new JsonArray();
    array.add(element);
    return array;
  }

  private static boolean isNumber(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
  }

  private static JsonElement checked(String key, JsonElement value, boolean right, String rule) {
    if (!right) {
      throw invalid(key, value, rule);
    }
    return value;
  }

  static IllegalArgumentException invalid(String key, Object value, String rule) {
    return new IllegalArgumentException(
        "Invalid " + key + ": " + value + " (must be " + rule + ")");
  }

  private Optional<JsonElement> value(String key) {
    return Optional.ofNullable(object.get(key)).filter(each -> !each.isJsonNull());
  }
}
