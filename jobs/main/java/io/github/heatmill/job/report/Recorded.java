package io.github.heatmill.job.report;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.report.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A part of a manifest, of which older ones may lack anything. */
record Recorded(JsonNode node) {

  /** A part of it, by its path, such as {@code /model/name}. */
  Recorded at(String path) {
    return new Recorded(node.at(path));
  }

  /** Its values, by name, as people read them; lists and maps on one line. */
  List<Facts.Fact> facts() {
    List<Facts.Fact> facts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      facts.add(new Facts.Fact(words(field.getKey()), new Recorded(field.getValue()).text()));
    }
    return facts;
  }

  /** The elements of a list. */
  List<Recorded> each() {
    return StreamSupport.stream(node.spliterator(), false).map(Recorded::new).toList();
  }

  /** As people read it; empty where it is missing. */
  String text() {
    if (node.isArray()) {
      return each().stream().map(Recorded::text).collect(joining(", "));
    }
    if (node.isObject()) {
      return facts().stream().map(fact -> fact.name() + ": " + fact.value()).collect(joining("; "));
    }
    return node.isMissingNode() ? "" : node.asText();
  }

  double number() {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
