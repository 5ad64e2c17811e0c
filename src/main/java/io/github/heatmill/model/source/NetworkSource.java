package io.github.heatmill.model.source;

import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.randomise.ParameterTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A saved network, read as source text. Immutable. */
public interface NetworkSource {

  /** The name of the network's class in its source text. */
  String className();

  /** The types of all modules by path, such as {@code torch.nn.modules.conv.Conv2d}. */
  Map<String, String> modules();

  /**
   * The shapes of the outputs of layers, as far as the file states them: numbers, or symbols that
   * the input decides, by the path of the layer.
   */
  Map<String, List<String>> shapes();

  /** The network as one list of statements, with the outputs of these layers in variables. */
  FlatProgram program(Set<String> layers);

  /**
   * The types of the variables that some statements assign, see {@link
   * io.github.heatmill.model.program.TypeText}.
   */
  UnaryOperator<String> variableTypes(List<Statement> statements);

  /**
   * A type with tuples in place of classes of named tuples, such as {@code Tuple[Tensor, Tensor]},
   * so that their parts are known.
   */
  String structure(String type);

  /** The images that the network takes, as far as the file says. */
  InputLimits limits();

  /** Whether it uses operators of quantised networks, which cannot be differentiated. */
  boolean isQuantised();

  /**
   * What was changed in the network so that it runs in evaluation mode, in float32 and on any
   * device, for people to read; empty if nothing was.
   */
  List<String> repairs();

  /**
   * What the program text shows of an output before the network runs.
   *
   * @param path the steps to the class scores in what the network returns
   */
  ProgramHints hints(List<String> path);

  /** The biases of all layers that have one and are called. */
  List<BiasTerm> biases();

  /** The learned tensors of the network, by module. */
  ParameterTree parameters();

  /**
   * Writes a TorchScript file of the network with more methods.
   *
   * @param methods source text, indented as members of a class
   */
  void write(String methods, Path target);
}
