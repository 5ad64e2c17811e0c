package io.github.heatmill.job.annotation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Outline;
import io.github.heatmill.truth.Polygons;
import io.github.heatmill.truth.format.RunLengths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code annotations} in a COCO file. Its outline is the segmentation, as run lengths
 * or polygons; if that is missing or covers nothing, the outline is the box.
 */
final class CocoObject {
  private static final int BOX = 4;

  /** The most numbers of an outline; a person draws some hundreds. */
  private static final int MOST_NUMBERS = 1 << 22;

  private String id = "";
  private String image = "";
  private String category = "";
  private boolean crowd;
  private double[] box = new double[0];
  private final List<float[]> rings = new ArrayList<>();
  private double[] maskSize = new double[0];
  private double[] runLengths = new double[0];
  private String runText = "";

  private CocoObject() {}

  /** Reads from the entry's opening brace to its closing one. */
  static CocoObject read(JsonParser json) throws IOException {
    CocoObject object = new CocoObject();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      object.readField(field, json);
    }
    return object;
  }

  private void readField(String field, JsonParser json) throws IOException {
    switch (field) {
      case "id" -> id = json.getText();
      case "image_id" -> image = json.getText();
      case "category_id" -> category = json.getText();
      case "iscrowd" -> crowd = json.getValueAsBoolean();
      case "bbox" -> box = numbers(json);
      case "segmentation" -> readSegmentation(json);
      default -> json.skipChildren();
    }
  }

  private void readSegmentation(JsonParser json) throws IOException {
    int held = 0;
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        rings.add(toFloats(numbers(json)));
        held += rings.get(rings.size() - 1).length + 1;
        expectFew(held);
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "size" -> maskSize = numbers(json);
          case "counts" -> {
            runText = value == JsonToken.VALUE_STRING ? json.getText() : "";
            runLengths = numbers(json);
          }
          default -> json.skipChildren();
        }
      }
    }
  }

  private static double[] numbers(JsonParser json) throws IOException {
    double[] numbers = new double[BOX];
    int count = 0;
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (count == numbers.length) {
          expectFew(2 * count);
          numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = json.getValueAsDouble();
        json.skipChildren(); // A list within the list is no number.
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  private static void expectFew(int numbers) throws StreamConstraintsException {
    if (numbers > MOST_NUMBERS) {
      throw new StreamConstraintsException("an outline has more than " + MOST_NUMBERS + " numbers");
    }
  }

  private static float[] toFloats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** The entry's id; empty when it has none. */
  String id() {
    return id;
  }

  /** The id of its image. */
  String image() {
    return image;
  }

  /**
   * The object.
   *
   * @param categories names by id; others have no label
   * @return empty if it covers nothing
   * @throws IllegalArgumentException if its segmentation or its box is damaged
   */
  Optional<AnnotatedObject> object(Map<String, String> categories) {
    String label = categories.getOrDefault(category, "");
    Kind kind = crowd ? Kind.CROWD : Kind.NORMAL;
    return mask()
        .or(this::polygons)
        .or(this::box)
        .map(outline -> new AnnotatedObject(label, outline, kind));
  }

  private Optional<Outline> mask() {
    if (runLengths.length == 0 && runText.isEmpty()) {
      return Optional.empty();
    }
    if (maskSize.length != 2) {
      throw new IllegalArgumentException(
          "Invalid segmentation: run lengths without a size (must be height, width)");
    }
    Size size = new Size((int) maskSize[1], (int) maskSize[0]);
    int[] lengths =
        runText.isEmpty()
            ? Arrays.stream(runLengths).mapToInt(length -> (int) length).toArray()
            : RunLengths.parse(runText);
    return RunLengths.mask(size, lengths).map(Outline.class::cast);
  }

  private Optional<Outline> polygons() {
    return Polygons.of(rings).map(Outline.class::cast);
  }

  private Optional<Outline> box() {
    if (box.length != BOX) {
      throw new IllegalArgumentException(
          "Invalid bbox: " + box.length + " numbers (must be x, y, width, height)");
    }
    return box[2] > 0 && box[3] > 0
        ? Optional.of(new Box(box[0], box[1], box[2], box[3]))
        : Optional.empty();
  }
}
