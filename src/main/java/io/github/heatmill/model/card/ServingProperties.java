package io.github.heatmill.model.card;

import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads {@code serving.properties}. The keys mean what {@code BaseImageTranslator} and {@code
 * ImageClassificationTranslator} of DJL 0.35.1 make of them; what these would refuse, or would feed
 * to the network in another size for each image, is refused as well. DJL resizes with antialiasing,
 * as Pillow does, but cuts off fractions of levels, which Pillow rounds: values here are Pillow's.
 */
final class ServingProperties implements CardFormat {

  @Override
  public String file() {
    return "serving.properties";
  }

  @Override
  public Optional<Description> read(String text, CardFiles place) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).strip()));
    ServingValues given = new ServingValues(values);
    Preprocessing preprocessing = preprocessing(given);
    List<String> notes = new ArrayList<>(ServingKeys.unknown(values.keySet()));
    notes.addAll(given.notes());
    return Optional.of(new Description(preprocessing, classNames(values, place), notes, values));
  }

  /** As in DJL, the last of these keys counts. */
  private static List<String> classNames(Map<String, String> values, CardFiles place)
      throws IOException {
    String file = values.get("synsetFileName");
    if (file != null) {
      return CardFiles.lines(
          place
              .text(file)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Missing class names: synsetFileName=" + file + " (must be a file)")));
    }
    if (values.containsKey("synsetUrl")) {
      throw new IllegalArgumentException(
          "Invalid synsetUrl: "
              + values.get("synsetUrl")
              + " (nothing is downloaded: put it beside the model as synset.txt)");
    }
    return values.containsKey("synset") ? List.of(values.get("synset").split(",")) : List.of();
  }

  private static Preprocessing preprocessing(ServingValues given) {
    int width = given.side("width");
    int height = given.side("height");
    if (given.has("width") && !given.has("height") && width != ServingValues.DEFAULT_SIDE) {
      given.note(
          "width="
              + width
              + " without height is an input of "
              + width
              + " x 224, as in DJL (write height too)");
    }
    Resizing resizing = new ServingResizing(given, width, height).resizing();
    Encoding encoding = new ServingEncoding(given).encoding();
    given.flag("applySoftmax", false);
    given.positive(ServingKeys.TOP_K);
    given.throwProblems();
    return new Preprocessing(width, height, resizing, encoding);
  }
}
