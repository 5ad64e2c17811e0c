package io.github.heatmill.job.report.run;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.report.block.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A part of a manifest. Manifests of older versions may lack any of it. */
public record ManifestPart(JsonNode node) {

  /** The part at a path, such as {@code /model/name}. */
  public ManifestPart at(String path) {
    return new ManifestPart(node.at(path));
  }

  /** The fields with their values as text; lists and maps are on one line. */
  public List<Facts.Fact> facts() {
    List<Facts.Fact> facts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      facts.add(new Facts.Fact(words(field.getKey()), new ManifestPart(field.getValue()).text()));
    }
    return facts;
  }

  /** The elements of a list. */
  public List<ManifestPart> each() {
    return StreamSupport.stream(node.spliterator(), false).map(ManifestPart::new).toList();
  }

  /** The value as text; empty if it is missing. */
  public String text() {
    if (node.isArray()) {
      return each().stream().map(ManifestPart::text).collect(joining(", "));
    }
    if (node.isObject()) {
      return facts().stream().map(fact -> fact.name() + ": " + fact.value()).collect(joining("; "));
    }
    return node.isMissingNode() ? "" : node.asText();
  }

  public double number() {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
