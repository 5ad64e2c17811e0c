package io.github.heatmill.model.exported.archive;

import java.util.Optional;

/**
 * Where an archive stores some of a program's tensors, in one of two ways.
 *
 * @param pickle the entry that {@code torch.save} has written
 * @param list otherwise the entry that lists raw tensors; empty in old archives, which have none
 * @param folder the folder of the raw tensors, with a slash at its end
 */
record TensorPlace(String pickle, Optional<String> list, String folder) {

  /** A place in an archive of PyTorch 2.7 or older. */
  static TensorPlace old(String pickle) {
    return new TensorPlace(pickle, Optional.empty(), "");
  }

  /**
   * A place in a later archive.
   *
   * @param kind {@code weights} or {@code constants}
   * @param program the name of the program
   */
  static TensorPlace of(String kind, String program) {
    String folder = "data/" + kind + "/";
    return new TensorPlace(
        folder + program + ".pt",
        Optional.of(folder + program + "_" + kind + "_config.json"),
        folder);
  }
}
