package io.github.heatmill.job.picture;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.FoundFiles;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.LabelSource;
import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.job.input.TableChoice;
import io.github.heatmill.job.input.TakenInputs;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.udf.annotation.PathSuffixes;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Where some images of a run are now.
 *
 * @param source of these images, and where it cannot be helped of others; empty where there is none
 * @param places by the name that the run's tables have for an image: what the source calls it
 */
public record ImagePlaces(Optional<ImageSource> source, Map<String, String> places) {
  /** Why there is no answer about an image. */
  private static final String GONE = "Image is not where it was looked for";

  /**
   * Finds images.
   *
   * @param given where they are; empty for where the run found them
   * @param names in the tables
   */
  public static ImagePlaces of(
      SparkSession spark, FinishedRun run, Optional<ImageSource> given, Set<String> names)
      throws IOException {
    if (given.isEmpty()) {
      return asTheRunFoundThem(spark, run, names);
    }
    return given.get() instanceof ImageSource.Files files
        ? among(files.found().files(), names)
        : new ImagePlaces(given, same(names));
  }

  private static ImagePlaces asTheRunFoundThem(
      SparkSession spark, FinishedRun run, Set<String> names) throws IOException {
    String kind = run.manifest().at("/data/kind").asText();
    if (kind.equals(ImageSource.Kind.TABLE.id())) {
      return new ImagePlaces(Optional.of(new ImageSource.Table(table(run))), same(names));
    }
    return kind.equals(ImageSource.Kind.SHARDS.id())
        ? new ImagePlaces(Optional.of(files(shards(spark, run, names))), same(names))
        : new ImagePlaces(
            Optional.of(files(names.stream().map(name -> new ListedFile(name, null, 0)).toList())),
            same(names));
  }

  private static TableChoice table(FinishedRun run) {
    JsonNode data = run.manifest().at("/data");
    return new TableChoice(
        data.path("source").asText(),
        data.path("format").asText("parquet"),
        column(data, "image_column"),
        column(data, "key_column"),
        Optional.empty());
  }

  private static Optional<String> column(JsonNode data, String name) {
    return Optional.ofNullable(data.path(name).textValue());
  }

  /** All shards, as nobody knows which one an image is in, and the images beside them. */
  private static List<ListedFile> shards(SparkSession spark, FinishedRun run, Set<String> names)
      throws IOException {
    Path inputs = new Path(run.folder(), RunOutput.INPUTS);
    if (!inputs.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(inputs)) {
      return List.of();
    }
    TakenInputs taken = new TakenInputs(spark, inputs.toString());
    Dataset<Row> images =
        taken.all().where(functions.col(ListedFile.INPUT).isin(names.toArray(Object[]::new)));
    return TakenInputs.listed(taken.shards().union(images));
  }

  private static ImageSource.Files files(List<ListedFile> files) {
    return new ImageSource.Files(List.of(), new LabelSource.None(), new FoundFiles(files, 0));
  }

  private static Map<String, String> same(Set<String> names) {
    Map<String, String> same = new HashMap<>();
    names.forEach(name -> same.put(name, name));
    return same;
  }

  /**
   * Files whose paths end as those of the run, the longest such end first: they may have moved, all
   * of them in one way. What is in no file is in a shard, by its key.
   */
  private static ImagePlaces among(List<ListedFile> listed, Set<String> names) {
    Map<String, List<ListedFile>> byName =
        listed.stream()
            .filter(file -> !file.isShard())
            .collect(groupingBy(file -> lastName(file.uri())));
    Map<String, String> places = same(names);
    Set<ListedFile> found = new TreeSet<>(Comparator.comparing(ListedFile::uri));
    for (String name : names) {
      byName.getOrDefault(lastName(name), List.of()).stream()
          .max(Comparator.comparingInt(file -> sharedEnd(file.uri(), name)))
          .ifPresent(
              file -> {
                places.put(name, file.uri());
                found.add(file);
              });
    }
    List<ListedFile> read =
        Stream.concat(found.stream(), listed.stream().filter(ListedFile::isShard)).toList();
    return new ImagePlaces(read.isEmpty() ? Optional.empty() : Optional.of(files(read)), places);
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static int sharedEnd(String path, String other) {
    return PathSuffixes.of(other)
        .filter(end -> path.equals(end) || path.endsWith("/" + end))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }

  /** What the source calls an image. */
  public String of(String name) {
    return places.get(name);
  }

  /**
   * What a function says of the images.
   *
   * @param rows of those that are there
   * @param otherwise why there are none of the others
   */
  public record Answers(List<Row> rows, String otherwise) {}

  /**
   * Asks about the images, where they are.
   *
   * @param batch how many files are best read by one task
   * @param function takes rows of InputImage, of these images and no others
   * @param schema of what it gives
   */
  public Answers answers(
      SparkSession spark, int batch, MapPartitionsFunction<Row, Row> function, StructType schema) {
    if (source.isEmpty() || places.isEmpty()) {
      return new Answers(List.of(), GONE);
    }
    Dataset<Row> images;
    try {
      images = source.get().images(spark, batch);
    } catch (IllegalArgumentException e) { // A table that is gone, or has other columns now.
      return new Answers(List.of(), e.getMessage());
    }
    Object[] wanted = places.values().toArray();
    return new Answers(
        images
            .where(functions.col("image").isin(wanted))
            .mapPartitions(function, Encoders.row(schema))
            .collectAsList(),
        GONE);
  }
}
