package io.github.heatmill.job.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.job.support.Spark;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import py4j.reflection.ReflectionEngine;

/** The calls of the README's PySpark example, as py4j finds and makes them. */
class PythonCallsTest {
  private final ReflectionEngine python = new ReflectionEngine();

  @Test
  void settingsAreMadeFromPythonsTextsAndLists() {
    Object maps = call(MapSettings.class, "of", "photos", "resnet18.pt");
    Object chosen = call(maps, "withMethods", list("grad-cam"));
    Object metrics = call(MetricSettings.class, "of", list("deletion"));
    Object settings = call(ExplainSettings.class, "of", chosen, "explained");

    assertThat(call(settings, "withMetrics", metrics))
        .isEqualTo(
            ExplainSettings.of(
                    MapSettings.of("photos", "resnet18.pt").withMethods(List.of("grad-cam")),
                    "explained")
                .withMetrics(MetricSettings.of(List.of("deletion"))));
  }

  @Test
  void actionsTakeTheSessionAndTheSettings() {
    Object actions = call(HeatmillActions.class, "on", Spark.session());
    ExplainSettings settings = ExplainSettings.of(MapSettings.of("photos", "m.pt"), "out");

    Method found = python.getMethod(actions, "explain", new Object[] {settings}).getMethod();

    assertThat(found.getParameterTypes()).containsExactly(ExplainSettings.class);
  }

  private Object call(Class<?> type, String name, Object... arguments) {
    return python.invoke(null, python.getMethod(type.getName(), name, arguments), arguments);
  }

  private Object call(Object receiver, String name, Object... arguments) {
    return python.invoke(receiver, python.getMethod(receiver, name, arguments), arguments);
  }

  /** A list as py4j converts it from Python. */
  private static List<String> list(String... items) {
    return new ArrayList<>(List.of(items));
  }
}
