package io.github.heatmill.job.run;

import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.registry.Registered;
import io.github.heatmill.registry.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks up the values of an option such as {@code --methods}.
 *
 * @param registry the registered methods or metrics
 * @param <T> methods or metrics
 */
record RegistryChoice<T extends Registered<T>>(Registry<T> registry) {

  /**
   * Looks up values; each unknown name and option is a problem of its own.
   *
   * @param parts the texts between commas; a comma also separates the options of one name
   * @return each method or metric once, in the order of the values
   */
  List<T> of(List<String> parts, Problems problems) {
    if (problems.attempt(registry::all).isEmpty()) {
      return List.of();
    }
    Map<String, T> chosen = new LinkedHashMap<>();
    for (String text : texts(parts)) {
      one(text, problems).ifPresent(found -> chosen.putIfAbsent(found.id(), found));
    }
    return List.copyOf(chosen.values());
  }

  /** Joins a part with {@code =} but without {@code :} to the part before it, as its option. */
  private static List<String> texts(List<String> parts) {
    List<String> texts = new ArrayList<>();
    for (String part : parts) {
      boolean goesOn = part.contains("=") && !part.contains(":") && !texts.isEmpty();
      if (goesOn) {
        String before = texts.remove(texts.size() - 1);
        texts.add(before + (before.contains(":") ? "," : ":") + part);
      } else {
        texts.add(part);
      }
    }
    return texts.stream().distinct().toList();
  }

  private Optional<T> one(String text, Problems problems) {
    int colon = text.indexOf(':');
    String[] options = text.substring(colon + 1).split(",", -1);
    if (colon > 0 && options.length > 1) {
      String id = text.substring(0, colon);
      if (problems.attempt(() -> registry.named(id)).isEmpty()) {
        return Optional.empty();
      }
      // One by one, since the registry names only the first wrong option.
      Stream<String> alone = Stream.of(options).map(option -> id + ":" + option);
      if (alone.filter(o -> problems.attempt(() -> registry.named(o)).isEmpty()).count() > 0) {
        return Optional.empty();
      }
    }
    return problems.attempt(() -> registry.named(text));
  }
}
