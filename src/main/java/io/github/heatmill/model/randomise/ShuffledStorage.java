package io.github.heatmill.model.randomise;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.StoredTensor;
import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Shuffles the values of parameters within the storage in which they lie. Values are moved as
 * bytes, so that any number type works.
 */
public final class ShuffledStorage {
  /** "Sanity" in ASCII. */
  private static final long SEED = 0x53616e697479L;

  private static final long PRIME = 1_000_003;
  private static final int SHOWN = 3;

  /** The parameters of this storage, each place once. */
  private final List<ModuleParameter> parameters = new ArrayList<>();

  /**
   * The functions that shuffle the storages, by the path of their entry.
   *
   * @throws IllegalArgumentException naming parameters that cannot be shuffled
   */
  public static Map<String, UnaryOperator<byte[]>> changes(List<ModuleParameter> parameters) {
    refuse(
        parameters,
        parameter -> parameter.tensor().isEmpty(),
        "no plain tensors (quantised and sparse ones are saved in ways of their own)");
    refuse(
        parameters,
        parameter -> !tensor(parameter).isDense(),
        "views with gaps (save the network with contiguous parameters)");
    Map<String, ShuffledStorage> storages = new LinkedHashMap<>();
    for (ModuleParameter parameter : parameters) {
      String entry = "data/" + tensor(parameter).storage();
      storages.computeIfAbsent(entry, e -> new ShuffledStorage()).add(parameter);
    }
    return storages.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, storage -> storage.getValue()::shuffled));
  }

  private static void refuse(
      List<ModuleParameter> parameters, Predicate<ModuleParameter> wrong, String reason) {
    List<String> found = parameters.stream().filter(wrong).map(ModuleParameter::path).toList();
    if (!found.isEmpty()) {
      String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
      throw new IllegalArgumentException(
          "Parameters cannot be randomised: "
              + String.join(", ", found.subList(0, Math.min(found.size(), SHOWN)))
              + more
              + " are "
              + reason);
    }
  }

  private static StoredTensor tensor(ModuleParameter parameter) {
    return parameter.tensor().orElseThrow();
  }

  /** One tensor under two names is shuffled once, for the name that comes first. */
  private void add(ModuleParameter parameter) {
    StoredTensor tensor = tensor(parameter);
    for (ModuleParameter other : parameters) {
      StoredTensor known = tensor(other);
      if (known.offset() == tensor.offset() && known.end() == tensor.end()) {
        return;
      }
      if (known.offset() < tensor.end() && tensor.offset() < known.end()) {
        throw new IllegalArgumentException(
            "Parameters cannot be randomised: "
                + other.path()
                + " and "
                + parameter.path()
                + " share a part of their values (save the network with parameters of their own)");
      }
    }
    parameters.add(parameter);
  }

  private byte[] shuffled(byte[] values) {
    byte[] shuffled = values.clone();
    for (ModuleParameter parameter : parameters) {
      StoredTensor tensor = tensor(parameter);
      int width = Math.toIntExact(values.length / Math.max(1, tensor.storageSize()));
      if (width * tensor.storageSize() != values.length) {
        throw new ModelFormatException(
            "Broken model file: the "
                + tensor.storageSize()
                + " values of "
                + parameter.path()
                + " take "
                + values.length
                + " bytes (must be a whole number each)");
      }
      shuffle(shuffled, tensor, width, new Random(SEED + PRIME * parameter.path().hashCode()));
    }
    return shuffled;
  }

  /** Fisher and Yates. */
  private static void shuffle(byte[] bytes, StoredTensor tensor, int width, Random random) {
    int start = Math.toIntExact(tensor.offset() * width);
    byte[] held = new byte[width];
    for (int i = Math.toIntExact(tensor.size()) - 1; i > 0; i--) {
      int from = start + i * width;
      int to = start + random.nextInt(i + 1) * width;
      System.arraycopy(bytes, from, held, 0, width);
      System.arraycopy(bytes, to, bytes, from, width);
      System.arraycopy(held, 0, bytes, to, width);
    }
  }
}
