package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.DuckDb;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.table.Float32;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables as an engine reads them that knows nothing of Spark or Heatmill. */
class DuckDbTest {
  private static final double TOLERANCE = 1e-6;

  /** The table of docs/duckdb.sql, in Spark's words and with Heatmill's own function. */
  private static final String CLASS_TABLE =
      """
      SELECT label_name, count(*), avg(CAST(predicted = label AS INT)), avg(probability),
        avg(heatmap_border_mass(heatmap, 0.1))
      FROM explanations_of_spark WHERE method = 'grad-cam' AND status = 'ok'
      GROUP BY label_name ORDER BY label_name
      """;

  private DuckDb engine;

  @BeforeEach
  void open() throws SQLException {
    engine = DuckDb.open();
  }

  @AfterEach
  void close() throws SQLException {
    engine.close();
  }

  @Test
  void parquetIsPartOfTheDriver() throws SQLException {
    assertThat(
            engine.rows(
                "SELECT install_mode FROM duckdb_extensions()"
                    + " WHERE loaded AND extension_name = 'parquet'"))
        .containsExactly(List.of("STATICALLY_LINKED"));
  }

  @Test
  void theClassTableIsThatOfSpark() throws SQLException {
    assertThat(DemoRun.RUN.exit()).isZero();
    List<String> documented = DuckDb.documented(DemoRun.OUTPUT);
    for (String statement : documented) {
      engine.run(statement);
    }

    List<List<Object>> found = engine.rows(documented.get(documented.size() - 1));

    List<Row> expected = classTableOfSpark();
    assertThat(found).extracting(row -> row.get(0)).isEqualTo(Demo.CLASSES);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).subList(0, 2))
          .containsExactly(expected.get(i).getString(0), expected.get(i).getLong(1));
      for (int column = 2; column < 5; column++) {
        assertThat((Double) found.get(i).get(column))
            .isCloseTo(expected.get(i).getDouble(column), within(TOLERANCE));
      }
      assertThat((Double) found.get(i).get(4)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theValuesOfEveryMapAreThoseOfJava() throws SQLException {
    assertThat(DemoRun.RUN.exit()).isZero();
    define(DemoRun.OUTPUT);

    List<List<Object>> found =
        engine.rows("SELECT heatmap_values(heatmap) FROM explanations ORDER BY image, method");

    List<Row> expected =
        Spark.table(DemoRun.OUTPUT, "explanations")
            .orderBy("image", "method")
            .select("heatmap.values")
            .collectAsList();
    assertThat(found).hasSameSizeAs(expected).hasSizeGreaterThan(24);
    for (int i = 0; i < found.size(); i++) {
      assertThat(floats(found.get(i).get(0))).isEqualTo(Float32.values(expected.get(i).getAs(0)));
    }
  }

  @Test
  void everyKindOfNumberIsRead() throws SQLException {
    float[] ugly = {
      1,
      -1,
      0,
      -0f,
      0.1f,
      -2.5e-7f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MIN_NORMAL - Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    define(Path.of("nowhere"));

    assertThat(decoded(1, ugly.length, Float32.bytes(ugly))).isEqualTo(ugly);
  }

  @Test
  void anyBitsAreRead() throws SQLException {
    byte[] bits = new byte[100 * 100 * Float.BYTES];
    new Random(5).nextBytes(bits);
    define(Path.of("nowhere"));

    assertThat(decoded(100, 100, bits)).isEqualTo(Float32.values(bits));
  }

  @Test
  void bytesThatDoNotFitTheSizeAreNull() throws SQLException {
    define(Path.of("nowhere"));

    for (int length : new int[] {0, 4, 15, 17, 20}) {
      assertThat(engine.rows(query(2, 2, new byte[length])).get(0).get(0)).isNull();
    }
    assertThat(decoded(2, 2, new byte[16])).containsExactly(0, 0, 0, 0);
  }

  /** Makes the documented macros, and the view when there is a run. */
  private void define(Path output) throws SQLException {
    for (String statement : DuckDb.documented(output)) {
      boolean isMacro = statement.contains("CREATE OR REPLACE MACRO");
      if (isMacro || (output.isAbsolute() && statement.contains("CREATE OR REPLACE VIEW"))) {
        engine.run(statement);
      }
    }
  }

  private float[] decoded(int height, int width, byte[] bytes) throws SQLException {
    return floats(engine.rows(query(height, width, bytes)).get(0).get(0));
  }

  private static String query(int height, int width, byte[] bytes) {
    return String.format(
        "SELECT heatmap_values({'height': %d, 'width': %d, 'values': unhex('%s')})",
        height, width, HexFormat.of().formatHex(bytes));
  }

  private static float[] floats(Object list) throws SQLException {
    Object[] values = (Object[]) ((Array) list).getArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (Float) values[i];
    }
    return floats;
  }

  private static List<Row> classTableOfSpark() {
    Spark.table(DemoRun.OUTPUT, "explanations").createOrReplaceTempView("explanations_of_spark");
    return Spark.session().sql(CLASS_TABLE).collectAsList();
  }
}
