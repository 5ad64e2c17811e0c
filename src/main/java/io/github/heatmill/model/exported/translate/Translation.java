package io.github.heatmill.model.exported.translate;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.ExportedModel;
import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.OutputSpec;
import io.github.heatmill.model.exported.layer.Aliases;
import io.github.heatmill.model.exported.layer.LayerTaps;
import io.github.heatmill.model.exported.layer.Operators;
import io.github.heatmill.model.exported.layer.TranslatedGraph;
import io.github.heatmill.model.operator.AtenOperators;
import io.github.heatmill.model.operator.OperatorCall;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.source.InputLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An exported program as one straight list of statements.
 *
 * @param program which stores the output of every layer that can be reached in a variable
 * @param layerTypes the classes of the modules, by layer, in the order in which they end
 * @param shapes the shapes of the outputs of layers, as the file states them
 * @param variableTypes the types of the variables, by name
 * @param returned the tensors that the program returns, each once
 * @param normalisations the calls that normalise by running statistics, by the name of the buffer
 *     with their running mean
 * @param limits the images that the program was exported for
 * @param notes what was changed, for people
 */
public record Translation(
    FlatProgram program,
    Map<String, String> layerTypes,
    Map<String, List<String>> shapes,
    Map<String, String> variableTypes,
    List<Expression> returned,
    Map<String, Expression> normalisations,
    InputLimits limits,
    List<String> notes) {
  private static final String PREPARED = "input";
  private static final Set<String> STATISTICS =
      Set.of("running_mean", "running_var", "num_batches_tracked");
  private static final String COUNTER = "num_batches_tracked";

  /**
   * Translates a program.
   *
   * @param attributes the attributes that hold parameters, buffers and constants, by the name of
   *     the value in the graph
   * @param qualifiedNames the names of parameters, buffers and constants, by the name of the value
   * @param form the shape and the type of the images that the network itself takes
   * @param trust whether operators may run that are not known to only compute
   * @throws ModelFormatException if the program calls operators that cannot run, or is damaged
   */
  public static Translation of(
      ExportedModel model,
      Map<String, String> attributes,
      Map<String, String> qualifiedNames,
      Precision precision,
      Form form,
      Trust trust) {
    Graph graph = Inlining.of(model.graph());
    expectKnown(graph, trust);
    expectNoState(model, graph, qualifiedNames);
    ProgramInput input = new ProgramInput(model, form, precision);
    Draft draft = draft(graph, attributes, qualifiedNames, precision, input, false);
    if (new Aliases(draft.translated()).isChanged(draft.inputVariable())) {
      draft = draft(graph, attributes, qualifiedNames, precision, input, true);
    }
    return of(model, draft, qualifiedNames, input.limits());
  }

  /** A translated graph, and the values of which its result is made. */
  private record Draft(TranslatedGraph translated, Values values, String inputVariable) {}

  private static Draft draft(
      Graph graph,
      Map<String, String> attributes,
      Map<String, String> qualifiedNames,
      Precision precision,
      ProgramInput input,
      boolean copied) {
    Expression anyTensor =
        attributes.values().stream()
            .findFirst()
            .<Expression>map(name -> new Attribute(new Name("self"), name))
            .orElse(new Name(FlatProgram.INPUT));
    Values values = new Values(precision, Values.deviceOf(anyTensor));
    attributes.forEach(
        (value, attribute) -> values.put(value, new Attribute(new Name("self"), attribute)));
    List<Statement> first = new ArrayList<>();
    input.prepared(copied).ifPresent(images -> first.add(Assign.of(PREPARED, images)));
    String variable = first.isEmpty() ? FlatProgram.INPUT : PREPARED;
    values.put(input.name(), new Name(variable));
    Set<String> counters =
        qualifiedNames.entrySet().stream()
            .filter(name -> name.getValue().endsWith(COUNTER))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Translator translator =
        new Translator(graph, values, precision, Map.of(input.name(), variable), counters);
    return new Draft(translator.translated(first), values, variable);
  }

  private static Translation of(
      ExportedModel model, Draft draft, Map<String, String> qualifiedNames, InputLimits limits) {
    TranslatedGraph translated = draft.translated();
    List<GraphValue> outputs = userOutputs(model, translated.graph());
    ReturnedValue result = ReturnedValue.of(outputs, model.outputStructure(), draft.values());
    Set<String> returned = new HashSet<>();
    outputs.stream()
        .flatMap(TranslatedGraph::names)
        .flatMap(name -> translated.variable(name).stream())
        .forEach(returned::add);
    LayerTaps layers = new LayerTaps(translated, returned);
    List<String> notes = new ArrayList<>(translated.notes());
    notes.addAll(Inlining.notes(model.graph()));
    FlatProgram program =
        new FlatProgram(
            translated.statements(),
            layers.taps(),
            layers.refusals(),
            result.value(),
            result.type(),
            layers.withoutGradient());
    return new Translation(
        program,
        layers.types(),
        layers.shapes(),
        translated.types(),
        result.tensors(),
        normalisations(translated, qualifiedNames),
        limits,
        notes);
  }

  private static void expectKnown(Graph graph, Trust trust) {
    List<OperatorCall> calls = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!Operators.isCheck(node.target()) && !SymbolicOperators.holds(node.target())) {
        calls.add(
            new OperatorCall(
                node.target(), node.arguments().stream().map(NamedArgument::name).toList()));
      }
    }
    AtenOperators.all()
        .problem(calls, trust)
        .ifPresent(
            problem -> {
              throw new ModelFormatException(problem);
            });
  }

  /** Refuses programs that change their own buffers, other than the statistics of training. */
  private static void expectNoState(
      ExportedModel model, Graph graph, Map<String, String> qualifiedNames) {
    Set<String> changed = new HashSet<>();
    for (OutputSpec output : model.outputs()) {
      if (output.kind().equals("buffer_mutation") || output.kind().equals("parameter_mutation")) {
        changed.add(output.target().orElse("?"));
      }
    }
    for (Node node : graph.nodes()) {
      if (Operators.isInPlace(node.target()) && !node.arguments().isEmpty()) {
        TranslatedGraph.names(node.arguments().get(0).value())
            .filter(qualifiedNames::containsKey)
            .map(qualifiedNames::get)
            .forEach(changed::add);
      }
    }
    List<String> others =
        changed.stream()
            .filter(name -> STATISTICS.stream().noneMatch(name::endsWith))
            .map(Values::shown)
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new ModelFormatException(
          "Network changes its own tensors in each call: "
              + String.join(", ", others)
              + " (must compute the same each time; export it without that)");
    }
  }

  private static List<GraphValue> userOutputs(ExportedModel model, Graph graph) {
    List<GraphValue> outputs = new ArrayList<>();
    for (int i = 0; i < model.outputs().size() && i < graph.outputs().size(); i++) {
      OutputSpec spec = model.outputs().get(i);
      if (spec.kind().equals("loss_output") || spec.kind().startsWith("gradient_")) {
        throw new ModelFormatException(
            "Exported program computes a loss or gradients (must return the scores of the classes;"
                + " export the network alone)");
      }
      if (spec.kind().equals("user_output")) {
        outputs.add(graph.outputs().get(i));
      }
    }
    return outputs;
  }

  private static Map<String, Expression> normalisations(
      TranslatedGraph translated, Map<String, String> qualifiedNames) {
    Map<String, Expression> calls = new HashMap<>();
    List<Node> nodes = translated.graph().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (NamedArgument argument : nodes.get(i).arguments()) {
        if (argument.name().equals("running_mean")
            && argument.value() instanceof GraphValue.TensorValue mean
            && qualifiedNames.containsKey(mean.name())
            && translated.statements().get(translated.ends().get(i) - 1) instanceof Assign made) {
          Expression first = new Expression.Literal("0");
          Expression value = made.value();
          calls.put(
              qualifiedNames.get(mean.name()),
              made.target() instanceof Expression.Sequence
                  ? new Expression.Subscript(value, List.of(first))
                  : value);
        }
      }
    }
    return calls;
  }
}
