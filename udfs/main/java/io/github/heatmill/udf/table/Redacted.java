package io.github.heatmill.udf.table;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import io.github.heatmill.naming.Secrets;
import org.apache.spark.sql.Column;

/** Removes the secrets of signed URLs from the keys of images. */
public final class Redacted {
  private Redacted() {}

  /**
   * The key without secrets. A URL loses its password and the parameters of its signature, so that
   * it stays the same when it is signed again. All other keys and parameters are kept.
   */
  public static Column key(Column key) {
    Column anonymous = without(key, Secrets.PASSWORD);
    Column unsigned = without(without(anonymous, Secrets.UNSTABLE), Secrets.LEFT);
    return when(anonymous.rlike(Secrets.SIGNED), unsigned).otherwise(anonymous);
  }

  private static Column without(Column text, String pattern) {
    return regexp_replace(text, lit(pattern), lit(""));
  }
}
