package io.github.heatmill.udf.request;

import io.github.heatmill.model.operator.Trust;
import java.util.List;
import java.util.Optional;

/**
 * What is checked of a saved file before it runs.
 *
 * @param sha256 the hash that its content must have; empty if any will do
 * @param trust whether its program may do more than compute
 */
public record ModelCheck(Optional<Sha256> sha256, Trust trust) {
  /** Any content, as long as its program only computes. */
  public static final ModelCheck ANY = of(Trust.CHECKED);

  /** Any content. */
  public static ModelCheck of(Trust trust) {
    return new ModelCheck(Optional.empty(), trust);
  }

  /** What the user is told of a file that was read so. */
  List<String> notes() {
    return trust == Trust.TRUSTED
        ? List.of("its operators were not checked (" + Trust.OPTION + ")")
        : List.of();
  }
}
