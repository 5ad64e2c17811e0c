package io.github.heatmill.job.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads embeddings from a Parquet file, or from a folder of such files: a column with a name, which
 * may be missing, and a column with a list of float or double.
 */
final class ParquetVectors {
  private ParquetVectors() {}

  static List<ReferenceVector> read(Path place, Configuration hadoop) throws IOException {
    List<ReferenceVector> rows = new ArrayList<>();
    for (Path file : files(place, hadoop)) {
      try (ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop).build()) {
        for (Group row = reader.read(); row != null; row = reader.read()) {
          rows.add(named(row, file, rows.size()));
        }
      } catch (IllegalArgumentException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "Invalid reference: " + file + " is no Parquet file (" + e.getMessage() + ")", e);
      }
    }
    return rows;
  }

  private static List<Path> files(Path place, Configuration hadoop) throws IOException {
    FileSystem files = place.getFileSystem(hadoop);
    if (!files.getFileStatus(place).isDirectory()) {
      return List.of(place);
    }
    return Arrays.stream(files.listStatus(place))
        .map(FileStatus::getPath)
        .filter(file -> file.getName().endsWith(".parquet"))
        .sorted(Comparator.comparing(Path::getName))
        .toList();
  }

  private static ReferenceVector named(Group row, Path file, int number) {
    GroupType type = row.getType();
    int vector =
        column(type, i -> isVector(type, i) && CsvVectors.VECTORS.contains(name(type, i)))
            .orElseGet(() -> onlyVector(type, file));
    OptionalInt name = column(type, i -> CsvVectors.NAMES.contains(name(type, i)));
    boolean isNamed = name.isPresent() && row.getFieldRepetitionCount(name.getAsInt()) > 0;
    return new ReferenceVector(
        isNamed ? row.getValueToString(name.getAsInt(), 0) : Integer.toString(number),
        numbers(row, vector, file, number));
  }

  private static int onlyVector(GroupType type, Path file) {
    int[] vectors =
        IntStream.range(0, type.getFieldCount()).filter(i -> isVector(type, i)).toArray();
    if (vectors.length != 1) {
      throw new IllegalArgumentException(
          "Invalid reference: "
              + file
              + " has "
              + vectors.length
              + " columns of lists of numbers (must have one, or one of the name "
              + String.join(" or ", CsvVectors.VECTORS)
              + ")");
    }
    return vectors[0];
  }

  private static OptionalInt column(GroupType type, IntPredicate which) {
    return IntStream.range(0, type.getFieldCount()).filter(which).findFirst();
  }

  private static String name(GroupType type, int index) {
    return type.getFieldName(index).toLowerCase(Locale.ROOT);
  }

  /** Whether a column is a group around one repeated field of numbers. */
  private static boolean isVector(GroupType type, int index) {
    Type column = type.getType(index);
    if (column.isPrimitive() || column.asGroupType().getFieldCount() != 1) {
      return false;
    }
    Type repeated = column.asGroupType().getType(0);
    boolean wrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
    Type element = wrapped ? repeated.asGroupType().getType(0) : repeated;
    return repeated.isRepetition(Type.Repetition.REPEATED)
        && element.isPrimitive()
        && List.of(PrimitiveTypeName.FLOAT, PrimitiveTypeName.DOUBLE)
            .contains(element.asPrimitiveType().getPrimitiveTypeName());
  }

  private static List<Float> numbers(Group row, int column, Path file, int number) {
    List<Float> numbers = new ArrayList<>();
    if (row.getFieldRepetitionCount(column) > 0) {
      Group list = row.getGroup(column, 0);
      for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
        boolean bare = list.getType().getType(0).isPrimitive();
        Group element = bare ? list : list.getGroup(0, i);
        if (!bare && element.getFieldRepetitionCount(0) == 0) {
          throw new IllegalArgumentException(
              "Invalid reference: " + file + " has a null number in row " + number);
        }
        numbers.add(Float.parseFloat(element.getValueToString(0, bare ? i : 0)));
      }
    }
    return numbers;
  }
}
