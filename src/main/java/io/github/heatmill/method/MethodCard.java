package io.github.heatmill.method;

import java.io.Serializable;
import java.util.Locale;

/**
 * The entry of a method for lists.
 *
 * @param id the name by which users ask for it, such as {@code grad-cam}
 * @param name the name that its authors use
 * @param year when it was published; 0 where there is no paper
 * @param need the most expensive operation of the network that it needs
 * @param standing how certain its formula is
 * @param cost the forward passes for one image, besides those that all methods share: one forward
 *     pass and the gradients at the layers
 * @param summary one line, with the authors
 */
public record MethodCard(
    String id, String name, int year, Need need, Standing standing, String cost, String summary)
    implements Serializable {

  /** Whether an image costs nothing besides the shared forward pass and gradients. */
  public boolean isFree() {
    return cost.equals("0");
  }

  /** The most expensive operation of the network that a method needs. */
  public enum Need {
    /** Logits and activations. */
    FORWARD,
    /** Derivatives too. */
    GRADIENT,
    /** A search for each image. */
    OPTIMISATION;

    /** The name in lists. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How certain a method's formula is. */
  public enum Standing {
    /**
     * Published, and implemented as published except for the differences that the class documents.
     */
    CERTAIN,
    /**
     * Reconstructed, because the paper's text could not be reached. The class documents which parts
     * are certain.
     */
    RECONSTRUCTED;

    /** The name in lists. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
