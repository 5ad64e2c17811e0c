package io.github.heatmill.udf.sql;

import io.github.heatmill.method.Methods;
import io.github.heatmill.udf.maps.RowExplainer;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a column of explanations to tables in Java and Python.
 *
 * @param method the id of a method with its options
 * @param input the column of whole image files, as binary
 * @param output the name of the added column
 */
public record ExplainColumn(QuerySettings settings, String method, String input, String output) {

  /**
   * Checks the method.
   *
   * @throws IllegalArgumentException if there is no method with this id
   */
  public ExplainColumn {
    Methods.method(method);
  }

  /**
   * The schema of a table with the added column.
   *
   * @throws IllegalArgumentException if there is no column of images, or the name is taken
   */
  public StructType addedTo(StructType columns) {
    List<String> names = List.of(columns.fieldNames());
    if (!names.contains(input)) {
      throw new IllegalArgumentException(
          "Missing inputCol: " + input + " (the table has " + String.join(", ", names) + ")");
    }
    if (!(columns.apply(input).dataType() instanceof BinaryType)) {
      throw new IllegalArgumentException(
          "Invalid inputCol: "
              + input
              + " is "
              + columns.apply(input).dataType().simpleString()
              + " (must be binary: whole image files)");
    }
    if (names.contains(output)) {
      throw new IllegalArgumentException(
          "Invalid outputCol: " + output + " is in the table already (choose another name)");
    }
    return columns.add(DataTypes.createStructField(output, Answer.TYPE, true));
  }

  /** The table with the added column. */
  public Dataset<Row> addedTo(Dataset<Row> images) {
    StructType columns =
        addedTo(images.schema()); // Checks the columns before the network is opened.
    RowExplainer explainer =
        new ExplainRequest(settings, List.of(method))
            .explainer(images.sparkSession().sparkContext());
    AddedColumn added = new AddedColumn(explainer, images.schema().fieldIndex(input));
    return images.mapPartitions(added, Encoders.row(columns));
  }

  /** Adds the column to the rows of one partition. */
  private record AddedColumn(RowExplainer explainer, int image)
      implements MapPartitionsFunction<Row, Row>, Serializable {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return explainer.explained(rows, row -> Optional.ofNullable(row.getAs(image)), this::added);
    }

    private Row added(Row row, Row outcome) {
      Object[] columns = new Object[row.size() + 1];
      for (int i = 0; i < row.size(); i++) {
        columns[i] = row.get(i);
      }
      if (!row.isNullAt(image)) {
        columns[row.size()] = Answer.of(outcome, 0);
      }
      return RowFactory.create(columns);
    }
  }
}
