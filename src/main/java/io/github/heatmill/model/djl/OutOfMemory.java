package io.github.heatmill.model.djl;

import ai.djl.pytorch.jni.JniUtils;
import io.github.heatmill.model.ModelMemoryException;
import io.github.heatmill.model.ModelRunException;
import java.util.List;

/** Tells failures for lack of memory from others: libtorch has no other name for them. */
final class OutOfMemory {
  private static final List<String> EXHAUSTED =
      List.of(
          "DefaultCPUAllocator",
          "can't allocate memory",
          "CUDA out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "CUDNN_STATUS_ALLOC_FAILED");

  private OutOfMemory() {}

  /** The failure of a call, all memory of which is freed already. */
  static ModelRunException failure(String message, Exception cause) {
    String said = String.valueOf(cause.getMessage());
    if (EXHAUSTED.stream().noneMatch(said::contains)) {
      return new ModelRunException(message, cause);
    }
    if (said.contains("CUDA") || said.contains("CUBLAS")) {
      // What libtorch keeps of a GPU is of the wrong sizes for a smaller batch.
      JniUtils.emptyCudaCache();
    }
    return new ModelMemoryException(message, cause);
  }
}
