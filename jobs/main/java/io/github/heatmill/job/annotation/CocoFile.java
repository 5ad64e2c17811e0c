package io.github.heatmill.job.annotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.heatmill.image.Size;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.truth.AnnotatedObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads a COCO file of instances twice: first the names of its categories, which are often at the
 * end, then its images and objects, in any order. Only the names are kept in memory.
 */
final class CocoFile {
  /** A prefix of image ids, so that no path equals an id. */
  private static final String ID = "\0";

  /** The fields that are read. Others may have any number and any length. */
  private static final Set<String> FIELDS = Set.of("id", "name", "file_name", "width", "height");

  private static final int LONGEST = 4096;
  private static final int MOST_CATEGORIES = 1_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // A file may have any number of them.
          .build();

  private static final Set<String> REQUIRED = Set.of("images", "annotations");

  private final Path file;
  private final NamedIndex index;
  private final BadEntries bad;
  private final Map<String, String> categories = new HashMap<>();
  private final Set<String> arrays = new HashSet<>();

  private CocoFile(Path file, NamedIndex index, BadEntries bad) {
    this.file = file;
    this.index = index;
    this.bad = bad;
  }

  /**
   * Copies a file into an index; problems of entries are collected.
   *
   * @throws IllegalArgumentException if it is no JSON, or lacks images or annotations
   */
  static void read(Path file, Configuration hadoop, NamedIndex index, Problems problems)
      throws IOException {
    BadEntries bad = new BadEntries(file.toString(), problems);
    CocoFile coco = new CocoFile(file, index, bad);
    coco.forEachEntry(hadoop, coco::readCategory);
    coco.forEachEntry(hadoop, coco::readEntry);
    if (!coco.arrays.containsAll(REQUIRED)) {
      throw coco.invalid("is no COCO file (must have images and annotations)", null);
    }
    bad.end();
  }

  /** Reads an entry of one of the file's arrays to its end. */
  @FunctionalInterface
  private interface Entry {
    void read(String array, JsonParser json) throws IOException;
  }

  private void forEachEntry(Configuration hadoop, Entry action) throws IOException {
    try (InputStream in = file.getFileSystem(hadoop).open(file);
        JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY) {
          if (REQUIRED.contains(name)) {
            arrays.add(name);
          }
          forEachEntry(name, json, action);
        } else {
          json.skipChildren();
        }
      }
    } catch (StreamConstraintsException e) {
      throw invalid("exceeds a limit: " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw invalid("is no JSON from line " + e.getLocation().getLineNr() + " on", e);
    }
  }

  private static void forEachEntry(String array, JsonParser json, Entry action) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        action.read(array, json);
      } else {
        json.skipChildren();
      }
    }
  }

  private IllegalArgumentException invalid(String problem, Exception cause) {
    return new IllegalArgumentException("Invalid annotations: " + file + " " + problem, cause);
  }

  private void readCategory(String array, JsonParser json) throws IOException {
    if (!array.equals("categories")) {
      json.skipChildren();
      return;
    }
    Map<String, String> fields = scalars(json);
    if (categories.size() >= MOST_CATEGORIES) {
      throw invalid("has more than " + MOST_CATEGORIES + " categories", null);
    }
    categories.put(fields.getOrDefault("id", ""), fields.getOrDefault("name", ""));
  }

  private void readEntry(String array, JsonParser json) throws IOException {
    switch (array) {
      case "images" -> {
        Map<String, String> fields = scalars(json);
        note("image", fields.getOrDefault("id", ""), () -> addImage(fields));
      }
      case "annotations" -> {
        CocoObject object = CocoObject.read(json);
        note("annotation", object.id(), () -> addObject(object));
      }
      default -> json.skipChildren();
    }
  }

  /** What is done with an entry that has been read. */
  @FunctionalInterface
  private interface Adding {
    void run() throws IOException;
  }

  private void note(String kind, String id, Adding adding) throws IOException {
    try {
      adding.run();
    } catch (IllegalArgumentException e) {
      bad.add(kind + " " + id, e.getMessage());
    }
  }

  private void addImage(Map<String, String> fields) throws IOException {
    String name = fields.getOrDefault("file_name", "");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Missing file_name (must be the path of the image)");
    }
    int width = side(fields, "width");
    int height = side(fields, "height");
    Size size = width > 0 && height > 0 ? new Size(width, height) : null;
    index.image(name, size, ID + fields.getOrDefault("id", ""));
  }

  private static int side(Map<String, String> fields, String name) {
    try {
      return Integer.parseInt(fields.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + fields.get(name) + " (must be a whole number)", e);
    }
  }

  private void addObject(CocoObject object) throws IOException {
    Optional<AnnotatedObject> found = object.object(categories);
    if (found.isPresent()) { // An outline that covers nothing is no object.
      index.index().object(ID + object.image(), found.get());
    }
  }

  private static Map<String, String> scalars(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken().isScalarValue() && FIELDS.contains(name)) {
        if (json.getTextLength() > LONGEST) {
          throw new StreamConstraintsException(name + " has more than " + LONGEST + " characters");
        }
        fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return fields;
  }
}
