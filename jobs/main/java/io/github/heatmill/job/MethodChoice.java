package io.github.heatmill.job;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The methods that {@code --methods} names. */
final class MethodChoice {

  private MethodChoice() {}

  /**
   * Reads the option's parts; what is wrong is noted, each unknown method and option for itself.
   *
   * @param parts what stood between commas; a comma also separates the options of one method
   * @return each method once, however often and in whatever spelling it was named
   */
  static List<SaliencyMethod> of(List<String> parts, Problems problems) {
    if (problems.attempt(Methods::all).isEmpty()) {
      return List.of();
    }
    Map<String, SaliencyMethod> methods = new LinkedHashMap<>();
    for (String text : texts(parts)) {
      method(text, problems).ifPresent(method -> methods.putIfAbsent(method.id(), method));
    }
    return List.copyOf(methods.values());
  }

  /** A part with {@code =} but without {@code :} goes on with the options of the one before. */
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

  private static Optional<SaliencyMethod> method(String text, Problems problems) {
    int colon = text.indexOf(':');
    String[] options = text.substring(colon + 1).split(",", -1);
    if (colon > 0 && options.length > 1) {
      String id = text.substring(0, colon);
      if (problems.attempt(() -> Methods.method(id)).isEmpty()) {
        return Optional.empty();
      }
      // One by one, because a method tells of its first wrong option alone.
      Stream<String> alone = Stream.of(options).map(option -> id + ":" + option);
      if (alone.filter(o -> problems.attempt(() -> Methods.method(o)).isEmpty()).count() > 0) {
        return Optional.empty();
      }
    }
    return problems.attempt(() -> Methods.method(text));
  }
}
