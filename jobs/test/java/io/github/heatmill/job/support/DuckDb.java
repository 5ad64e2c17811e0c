package io.github.heatmill.job.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another engine, in memory and in this JVM, that may install nothing.
 *
 * @param connection to it
 */
public record DuckDb(Connection connection) implements AutoCloseable {
  private static final Path TEXT = Path.of("../docs/duckdb.sql");

  public static DuckDb open() throws SQLException {
    DuckDb engine = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    engine.run("SET autoinstall_known_extensions = false");
    engine.run("SET autoload_known_extensions = false");
    return engine;
  }

  /** The statements that the documentation shows, for the tables of a run. */
  public static List<String> documented(Path output) {
    String text = new String(Demo.bytes(TEXT), StandardCharsets.UTF_8);
    return Stream.of(text.replace("'audit/", "'" + output + "/").split(";\\s*\n"))
        .filter(statement -> !statement.isBlank())
        .toList();
  }

  public void run(String statement) throws SQLException {
    try (Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  public List<List<Object>> rows(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
