package io.github.heatmill.model.exported.graph;

/**
 * A call of a module of the network.
 *
 * @param key a name of this call: {@code L__self__r}, and {@code L__self__r@1} for the second one
 * @param path the module's path, such as {@code layer4.1}; empty for the network itself
 * @param type the module's class, such as {@code torch.nn.modules.conv.Conv2d}
 */
public record ModuleCall(String key, String path, String type) {}
