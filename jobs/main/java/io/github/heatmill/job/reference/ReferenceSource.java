package io.github.heatmill.job.reference;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.References;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The references that the user names: images, which the network embeds itself, and tables of
 * embeddings. {@code TABLE#ROW} is one row of a table, by its name or its number from 0. {@code
 * NAME=PLACE} gives the only reference of a place a name of its own.
 *
 * @param places URIs of images, folders of images, CSV files, Parquet files, or folders of Parquet
 *     files
 */
public record ReferenceSource(List<String> places) {
  private static final char ROW = '#';
  private static final String PARQUET = ".parquet";

  public ReferenceSource {
    places = List.copyOf(places);
  }

  /**
   * The references of a network.
   *
   * @param given those that the user names; if empty, an embedding has those of {@code
   *     serving.properties}
   */
  public static ReferenceSource of(List<String> given, SavedModel model, Configuration hadoop)
      throws IOException {
    boolean described = given.isEmpty() && model.card().output().kind() == OutputKind.EMBEDDING;
    if (!described) {
      return new ReferenceSource(given);
    }
    Path source = new Path(model.source());
    Path folder = isFolder(source, hadoop) ? source : source.getParent();
    return new ReferenceSource(
        model.description().references().stream()
            .map(reference -> ReferencePlace.of(reference).in(folder).toString())
            .toList());
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
    EmbeddedImages images = new EmbeddedImages(model, decoder, hadoop);
    for (String place : places) {
      all.addAll(read(ReferencePlace.of(place), images, hadoop));
    }
    List<String> names = all.stream().map(ReferenceVector::name).toList();
    Set<String> seen = new HashSet<>();
    List<String> repeated = names.stream().filter(name -> !seen.add(name)).distinct().toList();
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid --reference: several have one name: %s (must differ: NAME=PLACE names one)"
              .formatted(repeated));
    }
    References references =
        new References(names, all.stream().map(ReferenceVector::vector).toList());
    ModelCard card = model.card();
    return model.with(new ModelCard(card.preprocessing(), names, card.output().with(references)));
  }

  private static List<ReferenceVector> read(
      ReferencePlace named, EmbeddedImages images, Configuration hadoop) throws IOException {
    List<ReferenceVector> found = read(named.place(), images, hadoop);
    if (named.name().isEmpty()) {
      return found;
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "Invalid --reference: %s (a name is for one reference, and this place has %d: leave it out)"
              .formatted(named, found.size()));
    }
    return List.of(new ReferenceVector(named.name().get(), found.get(0).vector()));
  }

  private static List<ReferenceVector> read(
      String place, EmbeddedImages images, Configuration hadoop) throws IOException {
    Path whole = new Path(place);
    int at = place.lastIndexOf(ROW);
    if (at < 0 || whole.getFileSystem(hadoop).exists(whole)) {
      return isTable(whole, hadoop) ? table(place, hadoop) : images.of(images(whole, hadoop));
    }
    return List.of(row(table(place.substring(0, at), hadoop), place, place.substring(at + 1)));
  }

  /** An image, or all images below a folder, in the order of their URIs. */
  private static List<String> images(Path place, Configuration hadoop) throws IOException {
    if (!isFolder(place, hadoop)) {
      return List.of(place.toString());
    }
    List<String> images =
        ImageSource.Files.list(List.of(place.toString()), hadoop).found().files().stream()
            .filter(file -> !file.isShard())
            .map(ListedFile::uri)
            .toList();
    if (images.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid --reference: " + place + " (must have image files or Parquet files)");
    }
    return images;
  }

  private static boolean isTable(Path place, Configuration hadoop) throws IOException {
    String name = place.getName().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv")
        || name.endsWith(PARQUET)
        || (isFolder(place, hadoop)
            && Arrays.stream(place.getFileSystem(hadoop).listStatus(place))
                .anyMatch(file -> file.getPath().getName().endsWith(PARQUET)));
  }

  private static boolean isFolder(Path place, Configuration hadoop) throws IOException {
    FileSystem files = place.getFileSystem(hadoop);
    return files.exists(place) && files.getFileStatus(place).isDirectory();
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
}
