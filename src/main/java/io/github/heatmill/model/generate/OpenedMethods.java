package io.github.heatmill.model.generate;

/**
 * The methods that an opened network has beside its own {@code forward}. All must run with
 * gradients enabled. The names of head methods end in the index of their layer, see {@link #of}.
 * Head methods take the maps {@code a (N, K, h, w)} of a layer's output as their first argument and
 * {@code carried}, the other values that the head reads, as their last.
 */
public final class OpenedMethods {
  /**
   * {@code (images (N, 3, H, W), axes int64 (layers))} to two tensors for each layer: the shape of
   * its output, int64, and the changes of its output between the first image and each other one.
   * Layers are those that the file was written for, in the order of execution.
   *
   * <p>Changes are wanted where the axis of images is not negative. They are, for each other axis,
   * the mean absolute change at every index for each other image, {@code (N - 1, length)}; and at
   * last how far the sums along the last axis are from 1. All of it flattened into one vector.
   */
  public static final String OUTPUTS = "heatmill_outputs";

  /** {@code (images (N, 3, H, W))} to the character codes of a text that lists all parts. */
  public static final String PARTS = "heatmill_parts";

  /**
   * {@code (images (N, 3, H, W), classes int64 (N, R), above (3))} to the list {@code logits (N,
   * classes), explained classes (N, R), activations of each layer}, for each of the R ranks the
   * gradients of each layer, both as maps {@code (N, K, h, w)}, and, if opened for heads, for each
   * layer the number of tensors that its head reads, and these. The class -1 stands for the
   * predicted one, -2 for the one with the second highest score, and so on.
   *
   * <p>If {@code above[1]} is not 0, R is the largest number of classes whose probability is at
   * least {@code above[0]} in one of the first {@code above[1]} images, between 1 and {@code
   * above[2]}, and the explained classes are those of the R highest scores.
   */
  public static final String EVIDENCE = "heatmill_evidence";

  /**
   * {@code (images)} to {@code (2)}: the smallest and the largest number of images that {@link
   * #EVIDENCE} takes. Networks that take any number have no such method.
   */
  public static final String BATCHES = "heatmill_batches";

  /** {@code (a, carried)} to {@code logits (N, classes)}. */
  public static final String HEAD = "heatmill_head";

  /** {@code (a, keep (M, N, K, h, w), fill (N, K, h, w), carried)} to {@code (M, N, classes)}. */
  public static final String GATED = "heatmill_gated";

  /** {@code (a, weights (N, classes), carried)} to gradients of the weighted sum of logits. */
  public static final String HEAD_GRADIENTS = "heatmill_head_gradients";

  /** {@code (a, wanted (N, classes), carried)} to the list {@code logits, gradients}. */
  public static final String CROSS_ENTROPY = "heatmill_cross_entropy";

  /** {@code (a, classes (N), carried)} to the list {@code gradients, Hessian times a}. */
  public static final String CURVATURE = "heatmill_curvature";

  /**
   * {@code (image (1, 3, H, W), background (1, 3, H, W), maps (M, 1, h, w), strengths (M), window
   * int64 (M, 2), plan int64 (5))} to {@code logits (M, classes)}. The plan is: masks in one
   * forward pass, fewer in the last; 1 to scale masks by their range; height and width of enlarged
   * masks; 1 to align corners.
   */
  public static final String MASKED = "heatmill_masked";

  /**
   * {@code (images (N, 3, H, W), black (1, 3, 1, 1), kernels (B, longest), blurs int64 (P, 3), maps
   * (M, 1, h, w), noise (Q, 3, H, W), plan int64 (C, 8), settings int64 (4))} to the list {@code
   * logits (C, 1), probabilities float64 (C, 1)}, one for each row of the plan.
   *
   * <p>A blur is an image, a kernel, and this kernel's length. Copies show, by number: the N
   * images, zeros, black, the P blurred images. A row of the plan is an image; a map; how many
   * pixels are inside, or -1 for shades of the map; the number of the fill inside; the number of
   * the fill outside; 1 if the inside is imputed, 2 if the outside is, else 0; which noise; a
   * class. The settings are: rows in one forward pass, which divides C; P; 1 if a row counts
   * pixels; 1 if a row has shades.
   */
  public static final String COPIES = "heatmill_copies";

  /**
   * {@code (copies (N, 3, H, W), removed (N, 1, H, W), means (N, 3, 1, 1))} to the copies, with the
   * pixels filled in where {@code removed} is not 0: with the mean of their neighbours, or with the
   * given mean where no pixel is known.
   */
  public static final String IMPUTED = "heatmill_imputed";

  /**
   * {@code (images (N, 3, H, W), maps (N, 1, h, w), classes int64 (N))} to the list {@code logits,
   * gradients by the maps}.
   */
  public static final String MASK_GRADIENTS = "heatmill_mask_gradients";

  /**
   * {@code (images (N, 3, H, W), classes int64 (N))} to the list {@code map (N, 1, H / 4, W / 4),
   * sum of all shares (N)}.
   */
  public static final String FULL_GRADIENTS = "heatmill_full_gradients";

  private OpenedMethods() {}

  /** The name of a head's method for one of the layers that a file is opened at. */
  public static String of(String method, int layer) {
    return method + "_" + layer;
  }
}
