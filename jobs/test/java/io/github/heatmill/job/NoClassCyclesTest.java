package io.github.heatmill.job;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No class of any module depends on itself through other classes, not even within a package. Nested
 * classes count as part of their outermost class.
 */
class NoClassCyclesTest {
  private static final String ROOT = "io.github.heatmill";

  @Test
  void classesHaveNoCycles() {
    assertThat(cycles(dependencies()))
        .as("shortest cycle of each group of classes that depend on each other")
        .isEmpty();
  }

  @Test
  void aCycleIsReportedOnceAndByItsShortestForm() {
    Map<String, Set<String>> graph =
        Map.of(
            "a", Set.of("b", "d"),
            "b", Set.of("c"),
            "c", Set.of("a", "b"),
            "d", Set.of());

    assertThat(cycles(graph)).containsExactly("3 classes: b -> c -> b");
    assertThat(cycles(Map.of("a", Set.of("b"), "b", Set.of()))).isEmpty();
  }

  /** The classes of the project on which each outermost class depends. */
  private static Map<String, Set<String>> dependencies() {
    Map<String, Set<String>> dependencies = new TreeMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT)) {
      Set<String> used =
          dependencies.computeIfAbsent(outermost(each.getName()), name -> new TreeSet<>());
      Stream.concat(
              each.getDirectDependenciesFromSelf().stream()
                  .map(Dependency::getTargetClass)
                  .map(target -> target.getBaseComponentType().getName()),
              permitted(each))
          .filter(name -> name.startsWith(ROOT + "."))
          .map(NoClassCyclesTest::outermost)
          .filter(name -> !name.equals(outermost(each.getName())))
          .forEach(used::add);
    }
    return dependencies;
  }

  /** The cases that a sealed class names, which ArchUnit does not count as dependencies. */
  private static Stream<String> permitted(JavaClass each) {
    if (!each.isInterface() && !each.getModifiers().contains(JavaModifier.ABSTRACT)) {
      return Stream.empty();
    }
    Class<?>[] cases = each.reflect().getPermittedSubclasses();
    return cases == null ? Stream.empty() : Arrays.stream(cases).map(Class::getName);
  }

  private static String outermost(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** For each group of classes that depend on each other the size and the shortest cycle. */
  private static List<String> cycles(Map<String, Set<String>> graph) {
    Map<String, Set<String>> reachable = new HashMap<>();
    graph.keySet().forEach(name -> reachable.put(name, reachable(graph, name)));
    Set<Set<String>> groups = new LinkedHashSet<>();
    for (String name : new TreeSet<>(graph.keySet())) {
      Set<String> group = new TreeSet<>(reachable.get(name));
      group.removeIf(other -> !reachable.getOrDefault(other, Set.of()).contains(name));
      if (!group.isEmpty()) {
        groups.add(group);
      }
    }
    return groups.stream()
        .map(group -> group.size() + " classes: " + shortestCycle(graph, group))
        .toList();
  }

  private static Set<String> reachable(Map<String, Set<String>> graph, String start) {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (String next : graph.getOrDefault(open.remove(), Set.of())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    return found;
  }

  private static String shortestCycle(Map<String, Set<String>> graph, Set<String> group) {
    return group.stream()
        .map(name -> cycle(graph, group, name))
        .min(Comparator.comparingInt(List::size))
        .orElseThrow()
        .stream()
        .map(name -> name.replace(ROOT + ".", ""))
        .collect(joining(" -> "));
  }

  /** The shortest way from a class back to itself. */
  private static List<String> cycle(
      Map<String, Set<String>> graph, Set<String> group, String start) {
    Map<String, String> before = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!before.containsKey(start)) {
      String name = open.remove();
      for (String next : new TreeSet<>(graph.get(name))) {
        if (group.contains(next) && before.putIfAbsent(next, name) == null) {
          open.add(next);
        }
      }
    }
    List<String> way = new ArrayList<>(List.of(start));
    for (String name = before.get(start); !name.equals(start); name = before.get(name)) {
      way.add(name);
    }
    way.add(start);
    Collections.reverse(way);
    return way;
  }
}
