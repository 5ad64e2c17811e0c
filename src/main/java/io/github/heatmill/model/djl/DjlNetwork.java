package io.github.heatmill.model.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelMemoryException;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.UnsuitableModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TorchScript file, loaded into the engine. Safe for use by several threads at once.
 *
 * <p>Uses two classes of DJL's PyTorch engine that are public but not advertised, IValueUtils and
 * JniUtils: the public way, a predictor, runs in libtorch's inference mode, where nothing can be
 * differentiated, and GradientCollector allows one per JVM.
 */
public final class DjlNetwork implements AutoCloseable {
  /**
   * Without this the parameters are inference tensors, which no later call can differentiate
   * through. They are frozen right after loading, so that no gradient of a weight is ever computed.
   */
  private static final Map<String, String> LOAD_OPTIONS =
      Map.of("trainParam", "true", "mapLocation", "true");

  /** What generated methods say of a network that runs. */
  private static final Pattern UNSUITABLE =
      Pattern.compile("RuntimeError: (Model (?:returns |is not a classifier: ).*)");

  private static final Pattern UNKNOWN_OPERATOR = Pattern.compile("Unknown builtin op: ([\\w:]+)");

  private final Model model;
  private final PtSymbolBlock block;
  private final Set<String> methods;

  /**
   * Many calls may run at once; closing waits for them, because native code would otherwise use
   * freed memory.
   */
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private boolean closed;

  private DjlNetwork(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
    block.freezeParameters(true);
    this.methods = Set.of(JniUtils.getMethodNames(block));
  }

  /** Whether the network has a method of this name. */
  boolean has(String method) {
    return methods.contains(method);
  }

  /**
   * Loads a file.
   *
   * @throws ModelRunException if the device is missing or the engine refuses the file
   */
  public static DjlNetwork load(Path file, ComputeDevice device) {
    String name = file.getFileName().toString().replaceFirst("\\.pt$", "");
    Model model = Model.newInstance(name, DjlEngine.device(device), DjlEngine.NAME);
    try {
      model.load(file.toAbsolutePath().getParent(), name, LOAD_OPTIONS);
      return new DjlNetwork(model);
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new ModelRunException("Model cannot be loaded" + reason(file, e), e);
    }
  }

  /**
   * Calls a method of the network.
   *
   * @param inputs makes the inputs in a manager of its own, which frees all native memory of this
   *     call
   * @param outputs reads the outputs before that memory is freed
   * @throws ModelRunException if the network fails, or is closed
   */
  public <T> T call(
      String method, Function<NDManager, NDList> inputs, Function<NDList, T> outputs) {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new ModelRunException("Network is closed: " + model.getName());
      }
      return run(method, inputs, outputs);
    } finally {
      inUse.readLock().unlock();
    }
  }

  private <T> T run(
      String method, Function<NDManager, NDList> inputs, Function<NDList, T> outputs) {
    boolean gradMode =
        JniUtils.isGradMode(); // Thread-local, and not the same on every thread of a JVM.
    try (NDManager manager = model.getNDManager().newSubManager()) {
      JniUtils.setGradMode(true);
      // Without this, libtorch rewrites the graph from the second run on, and its gradients can
      // differ from PyTorch's: for example NaN where an infinite gradient meets a closed ReLU.
      JniUtils.setGraphExecutorOptimize(false);
      NDList arguments = inputs.apply(manager);
      NDArray name = manager.create(0);
      name.setName("module_method:" + method);
      arguments.add(name);
      return outputs.apply(IValueUtils.forward(block, arguments, true /* differentiable */));
    } catch (EngineException e) {
      Matcher unsuitable = UNSUITABLE.matcher(firstLine(e));
      throw unsuitable.matches()
          ? new UnsuitableModelException(unsuitable.group(1), e)
          : OutOfMemory.failure("Network failed: " + firstLine(e), e);
    } finally {
      JniUtils.setGradMode(gradMode);
    }
  }

  /** The reason; an operator that libtorch lacks needs no name of the file, which is a copy. */
  private static String reason(Path file, Exception e) {
    Matcher operator = UNKNOWN_OPERATOR.matcher(String.valueOf(e.getMessage()));
    return operator.find()
        ? ": it calls the operator "
            + operator.group(1)
            + ", which libtorch "
            + Engine.getEngine(DjlEngine.NAME).getVersion()
            + " does not have (save the network without it, such as a detector's backbone alone)"
        : ": "
            + file.getFileName()
            + " ("
            + firstLine(e)
            + "; the file may be damaged, or saved for a newer libtorch than "
            + Engine.getEngine(DjlEngine.NAME).getVersion()
            + ": save it again)";
  }

  /** The first line of the message, because libtorch appends a long stack trace. */
  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    int cause = message.lastIndexOf("RuntimeError: ");
    String text = cause >= 0 ? message.substring(cause) : message;
    return text.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      closed = true;
      model.close();
    } finally {
      inUse.writeLock().unlock();
    }
  }

  /**
   * Recognises failures caused by lack of memory by their message, because libtorch has no error
   * code for them.
   */
  static final class OutOfMemory {
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
        // The GPU memory that libtorch caches has the wrong sizes for a smaller batch.
        JniUtils.emptyCudaCache();
      }
      return new ModelMemoryException(message, cause);
    }
  }
}
