package io.github.heatmill.method;

import java.io.Serializable;
import java.util.Locale;

/**
 * What lists say of a method.
 *
 * @param id the name by which users ask for it, such as {@code grad-cam}
 * @param name what its authors call it
 * @param year when it was published; 0 where there is no paper
 * @param need the most that it asks of the network
 * @param standing how sure its formula is
 * @param cost of one image, in forward passes, beyond what all methods share: one forward pass and
 *     the gradients at the layers
 * @param summary one line, with the authors
 */
public record MethodCard(
    String id, String name, int year, Need need, Standing standing, String cost, String summary)
    implements Serializable {

  /** Whether an image costs nothing beyond what all methods share. */
  public boolean isFree() {
    return cost.equals("0");
  }

  /** The most that a method asks of the network. */
  public enum Need {
    /** Logits and activations. */
    FORWARD,
    /** Derivatives too. */
    GRADIENT,
    /** A search for each image. */
    OPTIMISATION;

    /** As lists write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How sure a method's formula is. */
  public enum Standing {
    /** Published, and implemented as published but for what the class says. */
    CERTAIN,
    /** The paper's text could not be reached; the class says what is certain and what is ours. */
    RECONSTRUCTED;

    /** As lists write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
