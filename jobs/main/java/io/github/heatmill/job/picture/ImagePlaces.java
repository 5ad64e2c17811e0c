package io.github.heatmill.job.picture;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.TakenInputs;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.input.table.TableChoice;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.udf.image.RecordedPlace;
import io.github.heatmill.udf.match.PathSuffixes;
import java.io.IOException;
import java.util.ArrayList;
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
 * The places where some images of a run are now.
 *
 * @param source a source that holds these images, and possibly others; empty if none was found
 * @param places the names of the images in the source, by their names in the run's tables
 */
public record ImagePlaces(Optional<ImageSource> source, Map<String, String> places) {
  /** The reason why an image has no answer. */
  private static final String GONE = "Image is not where it was looked for";

  /**
   * Finds images.
   *
   * @param given the images as they are now; empty if they are where the run found them
   * @param names the names of the images in the run's tables
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
        ? new ImagePlaces(Optional.of(recorded(shards(spark, run, names))), same(names))
        : new ImagePlaces(
            Optional.of(
                recorded(names.stream().map(name -> new ListedFile(name, null, 0)).toList())),
            same(names));
  }

  private static TableChoice table(FinishedRun run) {
    JsonNode data = run.manifest().at("/data");
    return new TableChoice(
        tables(data).stream().map(RecordedPlace::readable).toList(),
        data.path("format").asText("parquet"),
        column(data, "image_column"),
        column(data, "key_column"),
        Optional.empty());
  }

  /** Runs of earlier versions had one table. */
  private static List<String> tables(JsonNode data) {
    List<String> tables = new ArrayList<>();
    data.path("tables").forEach(name -> tables.add(name.asText()));
    return tables.isEmpty() ? List.of(data.path("source").asText()) : tables;
  }

  private static Optional<String> column(JsonNode data, String name) {
    return Optional.ofNullable(data.path(name).textValue());
  }

  /** All shards, since the shard of an image is not known, and the images that are files. */
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

  private static ImageSource.Files recorded(List<ListedFile> files) {
    return files(
        files.stream().filter(file -> RecordedPlace.problem(file.uri()).isEmpty()).toList());
  }

  private static ImageSource.Files files(List<ListedFile> files) {
    return ImageSource.Files.only(files);
  }

  private static Map<String, String> same(Set<String> names) {
    Map<String, String> same = new HashMap<>();
    names.forEach(name -> same.put(name, name));
    return same;
  }

  /**
   * Finds moved files by the ends of their paths, where the longest common end wins. An image that
   * is not a file is looked up in the shards by its key.
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

  /** The length of the longest common end of two paths. */
  private static int sharedEnd(String path, String other) {
    return PathSuffixes.of(other)
        .filter(end -> path.equals(end) || path.endsWith("/" + end))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }

  /** The name of an image in the source. */
  public String of(String name) {
    return places.get(name);
  }

  /**
   * The answers of a function for images.
   *
   * @param rows the answers for the images that were found
   * @param otherwise the reason why other images have no answer
   */
  public record Answers(List<Row> rows, String otherwise) {}

  /**
   * Applies a function to the images.
   *
   * @param batch the number of files for one task
   * @param function takes rows of InputImage, only of these images
   * @param schema the schema of its results
   */
  public Answers answers(
      SparkSession spark, int batch, MapPartitionsFunction<Row, Row> function, StructType schema) {
    if (source.isEmpty() || places.isEmpty()) {
      return new Answers(List.of(), GONE);
    }
    Dataset<Row> images;
    try {
      images = source.get().images(spark, batch);
    } catch (IllegalArgumentException e) { // The table is gone, or has other columns now.
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
