package io.github.heatmill.model.torchscript;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.output.ProgramEnd;
import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.program.origin.LastOperator;
import io.github.heatmill.model.randomise.ParameterTree;
import io.github.heatmill.model.source.BiasTerm;
import io.github.heatmill.model.source.InputLimits;
import io.github.heatmill.model.source.NetworkSource;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.inline.Frame;
import io.github.heatmill.model.torchscript.inline.Inliner;
import io.github.heatmill.model.torchscript.inline.RandomOperators;
import io.github.heatmill.model.torchscript.inline.Running;
import io.github.heatmill.model.torchscript.inline.ValueTypes;
import io.github.heatmill.model.torchscript.repair.Repairs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A saved TorchScript network. Thread-safe. */
public final class TorchScriptSource implements NetworkSource {
  private final Archive archive;
  private final List<String> repairs;
  private final Map<String, String> modules;
  private final FlatProgram allTapped;

  private TorchScriptSource(Repairs repaired) {
    this.archive = repaired.archive();
    this.repairs = repaired.notes();
    this.modules = modules(archive);
    this.allTapped = Inliner.flatten(archive, modules.keySet());
  }

  /**
   * Reads a saved file.
   *
   * @param form the shape and the type that the network itself takes
   * @param trust whether its program may do more than compute
   * @throws ModelFormatException if it is missing, not TorchScript, or not trusted
   */
  public static TorchScriptSource read(Path file, Form form, Trust trust) {
    try {
      Repairs repaired = Repairs.of(InputConversion.of(Archive.read(file), form));
      if (trust == Trust.CHECKED) {
        OperatorCheck.check(file, repaired.archive());
      }
      return new TorchScriptSource(repaired);
    } catch (ClassCastException
        | NoSuchElementException
        | IndexOutOfBoundsException
        | StackOverflowError e) { // Thrown for damaged code, which no saved network contains.
      throw new ModelFormatException(
          "Unreadable model file: " + file + " (its code contradicts itself; save it again)", e);
    }
  }

  private static Map<String, String> modules(Archive archive) {
    Map<String, String> modules = new LinkedHashMap<>();
    archive.modules().forEach(node -> modules.put(node.path(), node.type().originalName()));
    return modules;
  }

  @Override
  public String className() {
    return archive.root().type().name();
  }

  @Override
  public Map<String, String> modules() {
    return new LinkedHashMap<>(modules);
  }

  @Override
  public Map<String, List<String>> shapes() {
    return Map.of();
  }

  @Override
  public FlatProgram program(Set<String> layers) {
    return layers.equals(modules.keySet()) ? allTapped : Inliner.flatten(archive, layers);
  }

  @Override
  public UnaryOperator<String> variableTypes(List<Statement> statements) {
    return new ValueTypes(statements, Frame.ofModules(archive))::of;
  }

  @Override
  public String structure(String type) {
    return archive.structure(type);
  }

  /** A trace may be fixed to one shape; the text does not say so. */
  @Override
  public InputLimits limits() {
    return InputLimits.NONE;
  }

  @Override
  public boolean isQuantised() {
    return archive.isQuantised();
  }

  @Override
  public List<String> repairs() {
    return repairs;
  }

  @Override
  public ProgramHints hints(List<String> path) {
    return new ProgramHints(end(path), RandomOperators.of(archive));
  }

  private ProgramEnd end(List<String> path) {
    try {
      return LastOperator.of(Running.forward(archive), path);
    } catch (UnreadableSourceException e) {
      return ProgramEnd.UNKNOWN;
    }
  }

  @Override
  public List<BiasTerm> biases() {
    return archive
        .modules()
        .filter(node -> TorchScriptBiases.hasBias(archive, node))
        .filter(node -> !FlatProgram.NOT_CALLED.equals(allTapped.refusals().get(node.path())))
        .map(node -> TorchScriptBiases.of(archive, node))
        .toList();
  }

  @Override
  public ParameterTree parameters() {
    ModuleNode root = archive.root();
    return new TorchScriptParameters(archive, allTapped).of(root);
  }

  @Override
  public void write(String methods, Path target) {
    archive.writeWithMethods(methods, target);
  }
}
