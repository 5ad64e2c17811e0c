package io.github.heatmill.udf.table;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;

import io.github.heatmill.naming.Secrets;
import org.apache.spark.sql.Column;

/** Keys of images without the secrets that a signed URL carries. */
public final class Redacted {
  private Redacted() {}

  /**
   * A key as it may be stored. A URL loses its password and the parameters of its signature, and so
   * stays the same when it is signed again; all other keys, and other parameters, stay.
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
