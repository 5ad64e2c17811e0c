package io.github.heatmill.job.input.table;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.table.Redacted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads images from a table and finds its columns. The bytes stay in the partition that reads them.
 */
public final class ImageTable {
  /** A large age, since streams ignore files that are older than a week by default. */
  public static final String ANY_AGE = "36500d";

  private static final List<String> KEYS =
      List.of("path", "key", "id", "file_name", "filename", "name");
  private static final int SHA_BITS = 256;

  /** Formats whose streams need a schema. */
  private static final Set<String> OF_FILES = Set.of("parquet", "orc", "avro", "json");

  private ImageTable() {}

  /**
   * Reads the table as rows of {@link InputImage#SCHEMA}.
   *
   * @throws IllegalArgumentException if a column is missing
   */
  public static Dataset<Row> read(SparkSession spark, TableChoice options) {
    return options.tables().stream()
        .map(table -> images(open(spark, table), table, options))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private static Dataset<Row> images(Dataset<Row> table, NamedTable named, TableChoice options) {
    StructField image = imageColumn(table.schema(), named, options);
    boolean struct = image.dataType() instanceof StructType;
    Column bytes = struct ? column(image.name()).getField("bytes") : column(image.name());
    Column key =
        key(table.schema(), options, image).map(ImageTable::text).orElse(lit(null).cast("string"));
    Column hash = concat(lit("sha256:"), sha2(coalesce(bytes, lit(new byte[0])), SHA_BITS));
    return table.select(
        coalesce(Redacted.key(key), hash).as("image"),
        label(table.schema(), options).as("label_text"),
        // A null would mean that the executor reads the file of that name.
        coalesce(bytes, lit(new byte[0])).as("content"),
        lit(null).cast("string").as("problem"));
  }

  private static Dataset<Row> open(SparkSession spark, NamedTable table) {
    try {
      return table.isUri()
          ? spark.read().format(table.format()).load(path(spark, table))
          : spark.table(table.name());
    } catch (Exception e) { // Spark throws a checked exception that it does not declare.
      throw new IllegalArgumentException(
          "Table cannot be read: "
              + table.name()
              + " ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ")",
          e);
    }
  }

  private static String path(SparkSession spark, NamedTable table) {
    return table.path(spark.sparkContext().hadoopConfiguration());
  }

  /**
   * Streams the same rows, some files at a time, and rows that are added later; empty if Spark has
   * no such reader.
   *
   * @param files how many of the table's files make a piece
   */
  public static Optional<Dataset<Row>> stream(SparkSession spark, TableChoice options, int files) {
    List<Dataset<Row>> streams = new ArrayList<>();
    for (NamedTable table : options.tables()) {
      stream(spark, table, options, files).ifPresent(streams::add);
    }
    return streams.size() < options.names().size()
        ? Optional.empty()
        : streams.stream().reduce(Dataset::union);
  }

  private static Optional<Dataset<Row>> stream(
      SparkSession spark, NamedTable table, TableChoice options, int files) {
    boolean quoted = !path(spark, table).equals(table.name());
    if (isFile(spark, table) || quoted) {
      return Optional.empty(); // Streams watch folders, and read quoted ones twice.
    }
    DataStreamReader reader =
        spark
            .readStream()
            .option("maxFilesPerTrigger", files) // Of files and Delta.
            .option("streaming-max-files-per-micro-batch", files) // Of Iceberg.
            .option("maxFileAge", ANY_AGE);
    try {
      if (!table.isUri()) {
        return Optional.of(images(reader.table(table.name()), table, options));
      }
      if (OF_FILES.contains(table.format().toLowerCase(Locale.ROOT))) {
        reader.schema(open(spark, table).schema());
      }
      return Optional.of(
          images(reader.format(table.format()).load(path(spark, table)), table, options));
    } catch (Exception e) { // Spark throws a checked exception that it does not declare.
      return Optional.empty();
    }
  }

  private static boolean isFile(SparkSession spark, NamedTable table) {
    if (!table.isUri()) {
      return false;
    }
    try {
      Path path = new Path(table.name());
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      return path.getFileSystem(hadoop).getFileStatus(path).isFile();
    } catch (IOException | IllegalArgumentException e) {
      return false; // A pattern, or a path that only Spark understands.
    }
  }

  private static StructField imageColumn(StructType schema, NamedTable table, TableChoice options) {
    if (options.image().isPresent()) {
      return field(schema, options.image().get(), "--image-column");
    }
    return Stream.of(schema.fields())
        .filter(field -> field.dataType().equals(DataTypes.BinaryType) || hasBytes(field))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No images in table: "
                        + table.name()
                        + " has the columns "
                        + names(schema)
                        + " (one must be binary or struct{bytes, path}; see --image-column)"));
  }

  private static boolean hasBytes(StructField field) {
    return field.dataType() instanceof StructType struct
        && List.of(struct.fieldNames()).contains("bytes");
  }

  private static Optional<Column> key(StructType schema, TableChoice options, StructField image) {
    if (options.key().isPresent()) {
      return Optional.of(column(field(schema, options.key().get(), "--key-column").name()));
    }
    if (image.dataType() instanceof StructType struct
        && List.of(struct.fieldNames()).contains("path")) {
      return Optional.of(column(image.name()).getField("path"));
    }
    List<String> columns = List.of(schema.fieldNames());
    return KEYS.stream().filter(columns::contains).findFirst().map(ImageTable::column);
  }

  private static Column label(StructType schema, TableChoice options) {
    if (options.label().isPresent()) {
      return labels(field(schema, options.label().get(), "--label-column"));
    }
    return List.of(schema.fieldNames()).contains("label")
        ? labels(schema.apply("label"))
        : lit(null).cast("string");
  }

  /** The label of each row as text; the elements of a list are separate labels. */
  private static Column labels(StructField field) {
    if (!(field.dataType() instanceof ArrayType)) {
      return text(column(field.name()));
    }
    Column joined =
        array_join(transform(column(field.name()), ImageTable::text), ImageReader.SEPARATOR);
    return when(joined.notEqual(""), joined); // An empty list says nothing.
  }

  /** Quotes a name, in which a dot would otherwise mean a field of a struct. */
  private static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  private static Column text(Column column) {
    return column.cast("string");
  }

  private static StructField field(StructType schema, String name, String option) {
    if (!List.of(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          "Unknown column: " + option + " " + name + " (the table has " + names(schema) + ")");
    }
    return schema.apply(name);
  }

  private static String names(StructType schema) {
    return String.join(", ", schema.fieldNames());
  }
}
