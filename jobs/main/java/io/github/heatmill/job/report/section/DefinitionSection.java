package io.github.heatmill.job.report.section;

import io.github.heatmill.job.console.MetricList;
import io.github.heatmill.job.report.run.ManifestPart;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.sql.RunView;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** The section Definitions: the meaning of each word, method and metric, from the registries. */
public record DefinitionSection(OpenedRun opened) {
  private static final Map<RunView, List<String>> WORDS =
      Map.of(
          RunView.EVIDENCE,
              List.of("class", "status", "on_object", "on_object_chance", "border_mass"),
          RunView.SUSPECTED_SHORTCUTS, List.of("suspicion", "place", "border_mass_others"),
          RunView.METHOD_AGREEMENT, List.of("agreement"));

  public Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Part("NumberText", List.of(words())));
    blocks.add(new Part("Methods", List.of(methods())));
    List<ManifestPart> metrics = opened.manifest().at("/measured/metrics").each();
    if (!metrics.isEmpty()) {
      blocks.add(new Part("Metrics", List.of(metrics(metrics))));
    }
    return new Section("Definitions", blocks);
  }

  private Block words() {
    if (!opened.has(RunView.EVIDENCE.title())) {
      return new Notice("The run has no maps, so no word needs a meaning.");
    }
    List<List<Cell>> rows =
        Stream.of(RunView.values()).filter(WORDS::containsKey).flatMap(this::words).toList();
    return new Table(List.of("Word", "Meaning"), rows);
  }

  private Stream<List<Cell>> words(RunView view) {
    StructType columns = opened.spark().table(view.title()).schema();
    return WORDS.get(view).stream()
        .map(
            word ->
                List.of(
                    Cell.text(word.replace('_', ' ')),
                    Cell.text(columns.apply(word).getComment().get())));
  }

  private Table methods() {
    List<List<Cell>> rows = opened.methods().stream().map(DefinitionSection::method).toList();
    return new Table(List.of("Method", "Name", "What it does"), rows);
  }

  private static List<Cell> method(String id) {
    Optional<MethodCard> card = known(() -> Methods.method(id)).map(SaliencyMethod::card);
    return List.of(
        Cell.text(id),
        Cell.text(card.map(MethodCard::name).orElse("")),
        Cell.text(card.map(MethodCard::summary).orElse("Not known to this version.")));
  }

  private static Table metrics(List<ManifestPart> recorded) {
    return new Table(
        List.of("Metric", "What it asks", "Its numbers", "How it was computed in this run"),
        recorded.stream().map(DefinitionSection::metric).toList());
  }

  private static List<Cell> metric(ManifestPart recorded) {
    String id = recorded.at("/id").text();
    Optional<Metric> metric = known(() -> Metrics.metric(id));
    return List.of(
        Cell.text(id),
        Cell.text(metric.map(m -> m.card().summary()).orElse("Not known to this version.")),
        Cell.text(metric.map(m -> String.join("; ", MetricList.numbers(m))).orElse("")),
        Cell.text(recorded.at("/definition").text()));
  }

  /** An entry of a registry; empty if this version does not have it. */
  private static <T> Optional<T> known(Supplier<T> entry) {
    try {
      return Optional.of(entry.get());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
