package io.github.heatmill.job.reference;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.NetworkTrial;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.References;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The references that the user names: images, which the network embeds itself, and tables of
 * embeddings. {@code TABLE#ROW} is one row of a table, by its name or its number from 0.
 *
 * @param places URIs of images, CSV files, Parquet files, or folders of Parquet files
 */
public record ReferenceSource(List<String> places) {
  private static final char ROW = '#';

  public ReferenceSource {
    places = List.copyOf(places);
  }

  /**
   * The network with these references as its classes.
   *
   * @throws IllegalArgumentException if a reference cannot be read or does not fit the network, or
   *     the network returns no embedding
   */
  public SavedModel open(SavedModel model, ImageDecoder decoder, Configuration hadoop)
      throws IOException {
    boolean embedding = model.card().output().kind() == OutputKind.EMBEDDING;
    if (!embedding && places.isEmpty()) {
      return model;
    }
    if (!embedding) {
      throw new IllegalArgumentException(
          "Invalid --reference: "
              + String.join(", ", places)
              + " (only an embedding has references: --output-kind embedding)");
    }
    if (places.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing --reference: an embedding is compared with something (must be an image, or a row"
              + " of a CSV or Parquet table as TABLE#ROW)");
    }
    List<ReferenceVector> all = new ArrayList<>();
    for (String place : places) {
      all.addAll(read(place, model, decoder, hadoop));
    }
    List<String> names = all.stream().map(ReferenceVector::name).toList();
    Set<String> different = new TreeSet<>(names);
    if (different.size() < names.size()) {
      throw new IllegalArgumentException(
          "Invalid --reference: several have one name: " + names + " (must differ)");
    }
    References references =
        new References(names, all.stream().map(ReferenceVector::vector).toList());
    ModelCard card = model.card();
    return model.with(new ModelCard(card.preprocessing(), names, card.output().with(references)));
  }

  private static List<ReferenceVector> read(
      String place, SavedModel model, ImageDecoder decoder, Configuration hadoop)
      throws IOException {
    Path whole = new Path(place);
    int at = place.lastIndexOf(ROW);
    if (at < 0 || whole.getFileSystem(hadoop).exists(whole)) {
      return isTable(place, hadoop)
          ? table(place, hadoop)
          : List.of(embedded(place, model, decoder, hadoop));
    }
    return List.of(row(table(place.substring(0, at), hadoop), place, place.substring(at + 1)));
  }

  private static boolean isTable(String place, Configuration hadoop) throws IOException {
    String name = place.toLowerCase(Locale.ROOT);
    Path path = new Path(place);
    return name.endsWith(".csv")
        || name.endsWith(".parquet")
        || (path.getFileSystem(hadoop).exists(path)
            && path.getFileSystem(hadoop).getFileStatus(path).isDirectory());
  }

  private static List<ReferenceVector> table(String place, Configuration hadoop)
      throws IOException {
    Path path = new Path(place);
    if (!path.getFileSystem(hadoop).exists(path)) {
      throw new IllegalArgumentException("Missing reference: " + place);
    }
    List<ReferenceVector> rows =
        place.toLowerCase(Locale.ROOT).endsWith(".csv")
            ? CsvVectors.read(path, hadoop)
            : ParquetVectors.read(path, hadoop);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("Invalid reference: " + place + " has no rows");
    }
    return rows;
  }

  private static ReferenceVector row(List<ReferenceVector> rows, String place, String row) {
    Optional<ReferenceVector> named =
        rows.stream().filter(each -> each.name().equals(row)).findFirst();
    if (named.isPresent()) {
      return named.get();
    }
    if (row.matches("\\d{1,9}") && Integer.parseInt(row) < rows.size()) {
      return rows.get(Integer.parseInt(row));
    }
    throw new IllegalArgumentException(
        "Missing reference: "
            + place
            + " (the table has "
            + rows.size()
            + " rows, the first of which is "
            + rows.get(0).name()
            + ")");
  }

  /** The network's own embedding of an image. */
  private static ReferenceVector embedded(
      String uri, SavedModel model, ImageDecoder decoder, Configuration hadoop) throws IOException {
    Preprocessing input = model.card().preprocessing();
    float[] pixels = new float[input.values()];
    try {
      input.write(InputImage.file(uri, null /* label */).decoded(decoder, hadoop), pixels, 0);
    } catch (ImageFailure e) {
      throw new IllegalArgumentException("Invalid reference: " + uri + ": " + e.getMessage(), e);
    }
    NetworkOutput values = model.card().output().with(OutputKind.REGRESSION, "numbers as they are");
    OpenedModel opened =
        model
            .with(model.card().with(values))
            .opened(OpeningRequest.at(List.of(), Set.of()).with(Gradients.UNUSED));
    String file = new Path(uri).getName();
    int dot = file.lastIndexOf('.');
    return new ReferenceVector(
        dot > 0 ? file.substring(0, dot) : file,
        DjlProbes.once(opened, probe -> vector(probe, pixels, input)));
  }

  private static List<Float> vector(Probe probe, float[] pixels, Preprocessing input) {
    Batch batch =
        new Batch(
            NetworkTrial.stacked(List.of(pixels), input, 1),
            new int[] {Batch.PREDICTED},
            input.encoding());
    List<Float> vector = new ArrayList<>();
    for (float value : probe.evidence(batch).scores(0)) {
      vector.add(value);
    }
    return vector;
  }
}
