package io.github.heatmill.model.exported;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.archive.ExportedArchive;
import io.github.heatmill.model.exported.graph.InputSpec;
import io.github.heatmill.model.exported.translate.Precision;
import io.github.heatmill.model.exported.translate.ProgramText;
import io.github.heatmill.model.exported.translate.Translation;
import io.github.heatmill.model.exported.write.NetworkAttribute;
import io.github.heatmill.model.exported.write.TorchScriptWriter;
import io.github.heatmill.model.generate.LimitedText;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Subscript;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.TypeText;
import io.github.heatmill.model.randomise.ParameterTree;
import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import io.github.heatmill.model.source.BiasTerm;
import io.github.heatmill.model.source.InputLimits;
import io.github.heatmill.model.source.NetworkSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A network that {@code torch.export.save} has stored. Thread-safe. */
public final class ExportedSource implements NetworkSource {
  private final Translation translation;
  private final Map<String, NetworkAttribute> attributes;
  private final TorchScriptWriter writer;

  private ExportedSource(ExportedArchive archive, Form form, Trust trust) {
    Map<String, String> qualified = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    this.attributes = new LinkedHashMap<>();
    for (InputSpec input : archive.model().inputs()) {
      StoredInput.of(input)
          .ifPresent(
              stored -> {
                String name = "w" + attributes.size();
                qualified.put(stored.argument(), stored.name());
                names.put(stored.argument(), name);
                attributes.put(
                    stored.name(),
                    new NetworkAttribute(
                        name, stored.learned(), archive.tensors().get(stored.name())));
              });
    }
    Precision precision =
        new Precision(attributes.values().stream().map(a -> a.tensor().type()).toList());
    this.translation = Translation.of(archive.model(), names, qualified, precision, form, trust);
    this.writer = new TorchScriptWriter(archive, List.copyOf(attributes.values()), precision);
  }

  /**
   * A tensor of the network among the inputs of its graph.
   *
   * @param argument its name in the graph
   * @param name its qualified name
   */
  private record StoredInput(String argument, String name, boolean learned) {
    static Optional<StoredInput> of(InputSpec input) {
      if (input instanceof InputSpec.Parameter parameter) {
        return Optional.of(new StoredInput(parameter.argument(), parameter.name(), true));
      }
      if (input instanceof InputSpec.Buffer buffer) {
        return Optional.of(new StoredInput(buffer.argument(), buffer.name(), false));
      }
      return input instanceof InputSpec.Constant constant
          ? Optional.of(new StoredInput(constant.argument(), constant.name(), false))
          : Optional.empty();
    }
  }

  /** Whether a file is an exported program; false for what cannot be read as a zip. */
  public static boolean isExported(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return ExportedArchive.isExported(
          zip.stream().map(ZipEntry::getName).collect(Collectors.toSet()));
    } catch (ZipException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a saved file.
   *
   * @param form the shape and the type of the images that the network itself takes
   * @param modelName which of several networks in the file
   * @param trust whether operators may run that are not known to only compute
   * @throws ModelFormatException if it cannot be opened
   */
  public static ExportedSource read(Path file, Form form, Optional<String> modelName, Trust trust) {
    return new ExportedSource(ExportedArchive.read(file, modelName), form, trust);
  }

  @Override
  public String className() {
    return TorchScriptWriter.CLASS_NAME;
  }

  @Override
  public Map<String, String> modules() {
    return new LinkedHashMap<>(translation.layerTypes());
  }

  @Override
  public Map<String, List<String>> shapes() {
    return new LinkedHashMap<>(translation.shapes());
  }

  @Override
  public FlatProgram program(Set<String> layers) {
    FlatProgram all = translation.program();
    Map<String, Tap> taps = new LinkedHashMap<>(all.taps());
    taps.keySet().retainAll(layers);
    return new FlatProgram(
        all.statements(),
        taps,
        all.refusals(),
        all.output(),
        all.outputType(),
        all.withoutGradient());
  }

  @Override
  public UnaryOperator<String> variableTypes(List<Statement> statements) {
    return variable -> translation.variableTypes().getOrDefault(variable, TypeText.TENSOR);
  }

  @Override
  public String structure(String type) {
    return type;
  }

  @Override
  public InputLimits limits() {
    return translation.limits();
  }

  @Override
  public boolean isQuantised() {
    return false;
  }

  @Override
  public List<String> repairs() {
    return translation.notes();
  }

  @Override
  public ProgramHints hints(List<String> path) {
    return ProgramText.hints(translation.program(), path);
  }

  /** Each call of a module adds the module's bias. */
  @Override
  public List<BiasTerm> biases() {
    List<BiasTerm> biases = new ArrayList<>();
    translation.layerTypes().forEach((layer, type) -> bias(layer, type).ifPresent(biases::add));
    return biases;
  }

  private Optional<BiasTerm> bias(String layer, String type) {
    String module = module(layer);
    if (attributes.containsKey(module + ".running_mean")) {
      return Optional.ofNullable(translation.normalisations().get(module + ".running_mean"))
          .map(
              call ->
                  new BiasTerm(
                      layer, output -> ofZeros(call, "torch.zeros_like(" + output + ")").text()));
    }
    return Optional.ofNullable(attributes.get(module + ".bias"))
        .map(bias -> BiasTerm.of(layer, type, "self." + bias.name()));
  }

  /** The path of the module of a layer, which may be a further call of it. */
  private static String module(String layer) {
    int repeated = layer.lastIndexOf('@');
    return repeated < 0 ? layer : layer.substring(0, repeated);
  }

  /** The same normalisation of zeros. */
  private static Expression ofZeros(Expression normalised, String zeros) {
    if (normalised instanceof Subscript part) {
      return new Subscript(ofZeros(part.base(), zeros), part.index());
    }
    Call call = (Call) normalised;
    List<Expression> arguments = new ArrayList<>(call.arguments());
    arguments.set(0, new Expression.Literal(zeros));
    return new Call(call.callee(), arguments);
  }

  @Override
  public ParameterTree parameters() {
    Set<String> called =
        translation.layerTypes().keySet().stream()
            .map(ExportedSource::module)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<ModuleParameter> parameters = new ArrayList<>();
    attributes.forEach(
        (name, attribute) -> {
          if (attribute.learned() && attribute.tensor().type().isFloatingPoint()) {
            parameters.add(new ModuleParameter(name, Optional.of(writer.stored(attribute))));
          }
        });
    return new ExportedParameters(translation.program(), called).tree(parameters);
  }

  @Override
  public void write(String methods, Path target) {
    FlatProgram program = translation.program();
    String forward =
        limits().batches().isUnlimited()
            ? ProgramText.forward(className(), program)
            : LimitedText.forward(className(), program, translation.returned(), limits().batches());
    writer.write(forward + methods, target);
  }
}
