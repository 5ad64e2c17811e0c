package io.github.heatmill.udf.function;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The registry of SQL functions. */
public final class SqlFunctions {

  private SqlFunctions() {}

  /** All functions except aggregates, sorted by name. */
  public static List<SqlFunction> all() {
    return ServiceLoader.load(SqlFunction.class, SqlFunction.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(function -> function.card().name()))
        .toList();
  }
}
