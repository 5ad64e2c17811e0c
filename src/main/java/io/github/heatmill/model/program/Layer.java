package io.github.heatmill.model.program;

import java.util.Optional;

/**
 * A module inside a saved network.
 *
 * @param path attribute names joined by dots, such as {@code layer4.1.conv2}
 * @param type its class as the author wrote it, such as {@code torch.nn.modules.conv.Conv2d}
 * @param refusal why its output cannot be explained; empty when it can
 */
public record Layer(String path, String type, Optional<String> refusal) {

  /** The last word of the class name, such as {@code Conv2d}. */
  public String simpleType() {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
