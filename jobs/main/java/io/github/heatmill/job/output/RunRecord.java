package io.github.heatmill.job.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * The settings of a run, written before it begins. A run may only go on with the same settings;
 * otherwise its rows could not be compared.
 *
 * @param settings all settings that rows depend on, as JSON
 */
public record RunRecord(JsonNode settings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String FILE = RunOutput.STATE + "/run.json";

  /** A record of settings as maps, lists, texts and numbers. */
  public static RunRecord of(Map<String, Object> settings) {
    return new RunRecord(JSON.valueToTree(settings));
  }

  /**
   * Reads the record of a folder.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static RunRecord read(RunOutput output, Configuration hadoop) throws IOException {
    return new RunRecord(output.record(FILE, hadoop));
  }

  /** Writes the record. */
  public void write(RunOutput output, Configuration hadoop) throws IOException {
    output.write(FILE, settings.toPrettyString() + "\n", hadoop);
  }

  /** This record with other values of one setting. */
  public RunRecord with(String name, JsonNode value) {
    ObjectNode changed = settings.deepCopy();
    changed.set(name, value);
    return new RunRecord(changed);
  }

  /**
   * The differences from another record, one sentence for each, such as {@code settings.target is
   * predicted, not label}.
   */
  public List<String> differences(RunRecord other) {
    Map<String, String> mine = flat();
    Map<String, String> others = other.flat();
    TreeSet<String> names = new TreeSet<>(mine.keySet());
    names.addAll(others.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String left = mine.getOrDefault(name, "nothing");
      String right = others.getOrDefault(name, "nothing");
      if (!left.equals(right)) {
        differences.add(name + " is " + left + ", not " + right);
      }
    }
    return differences;
  }

  private Map<String, String> flat() {
    Map<String, String> flat = new TreeMap<>();
    flatten("", settings, flat);
    return flat;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String path = name.isEmpty() ? field.getKey() : name + "." + field.getKey();
        flatten(path, field.getValue(), flat);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(name + "[" + i + "]", node.get(i), flat);
      }
    } else {
      flat.put(name, node.asText());
    }
  }
}
