package io.github.heatmill.model.generate;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.source.BiasTerm;
import io.github.heatmill.model.source.NetworkSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes all methods that are added to one opened copy of a network. */
public final class GeneratedMethods {
  private final NetworkSource source;
  private final FlatProgram allTapped;
  private final OpeningRequest request;
  private final String rootType;

  /**
   * Prepares to open a network.
   *
   * @param allTapped the program with a tap at every layer that can be reached
   * @param request layers that can be explained
   */
  public GeneratedMethods(NetworkSource source, FlatProgram allTapped, OpeningRequest request) {
    this.source = source;
    this.allTapped = allTapped;
    boolean differentiable =
        !source.isQuantised()
            && !request.layers().isEmpty()
            && request.layers().stream().noneMatch(allTapped.withoutGradient()::containsKey);
    this.request = differentiable ? request.with(Gradients.USED) : request;
    this.rootType = source.className();
  }

  /** The source text of the methods. */
  public String methods() {
    FlatProgram program = program();
    Map<String, LiveValues> liveValues = liveValues(program);
    StringBuilder text = new StringBuilder();
    text.append(
        OutputText.methods(
            rootType,
            program.outputType(),
            source.structure(program.outputType()),
            request.output()));
    text.append(EvidenceText.evidence(rootType, program, request, liveValues));
    if (!source.limits().batches().isUnlimited()) {
      text.append(LimitedText.batches(rootType, source.limits().batches()));
    }
    if (withoutGradients()) {
      text.append(SourceTemplate.named("quantisation").with("network", rootType).methods());
    }
    text.append(wholeNetwork("masks", OutputText.scoresOf("(self).forward(masked, )")));
    text.append(SourceTemplate.named("fills").with("network", rootType).methods());
    text.append(SourceTemplate.named("imputation").with("network", rootType).methods());
    text.append(wholeNetwork("copies", OutputText.scoresOf("(self).forward(copies, )")));
    liveValues.forEach((layer, values) -> text.append(head(layer, program, values)));
    return text.append(request.access().contains(Access.BIASES) ? fullGradients() : "").toString();
  }

  /** A replacement reaches only the statements of modules that are inlined, as for their taps. */
  private FlatProgram program() {
    boolean inlined =
        request.access().contains(Access.CURVATURE)
            && !TwiceDifferentiable.of(allTapped.statements()).equals(allTapped.statements());
    return inlined ? allTapped : source.program(Set.copyOf(request.layers()));
  }

  private boolean withoutGradients() {
    return request.gradients() == Gradients.UNUSED;
  }

  private String wholeNetwork(String template, String logits) {
    return SourceTemplate.named(template)
        .with("network", rootType)
        .with("logits", logits)
        .methods();
  }

  /** The methods that run the part of the network after one layer. */
  private String head(String layer, FlatProgram program, LiveValues values) {
    String index = Integer.toString(request.layers().indexOf(layer));
    List<Statement> rest = rest(layer, program);
    String gated =
        SourceTemplate.named("head").with("network", rootType).with("layer", index).methods();
    return head(index, rest, program, values)
        + gated
        + (request.access().contains(Access.CURVATURE)
            ? curvature(index, rest, program, values)
            : "");
  }

  private static List<Statement> rest(String layer, FlatProgram program) {
    int position = program.taps().get(layer).position();
    return program.statements(position, program.statements().size());
  }

  private String head(
      String name, List<Statement> statements, FlatProgram program, LiveValues values) {
    return SourceTemplate.named("rest")
        .with("network", rootType)
        .with("head", name)
        .with("unpack", values.unpack())
        .with("statements", statements.stream().flatMap(s -> s.lines().stream()).toList())
        .with("logits", OutputText.scoresOf(program.output().text()))
        .methods();
  }

  /** The second derivatives of a head, or of one of its own that gives the same and has them. */
  private String curvature(
      String index, List<Statement> rest, FlatProgram program, LiveValues values) {
    List<Statement> twice = TwiceDifferentiable.of(rest);
    boolean same = twice.equals(rest);
    String head = same ? index : index + "_twice_differentiable";
    String curvature =
        SourceTemplate.named("curvature")
            .with("network", rootType)
            .with("layer", index)
            .with("head", head)
            .methods();
    return same ? curvature : head(head, twice, program, values) + curvature;
  }

  private Map<String, LiveValues> liveValues(FlatProgram program) {
    Map<String, LiveValues> liveValues = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String layer : request.layers().stream().filter(request.heads()::contains).toList()) {
      LiveValues values =
          new LiveValues(
              program,
              program.taps().get(layer),
              request.layout(layer),
              source,
              request.gradients());
      values.problem(layer).ifPresent(problems::add);
      liveValues.put(layer, values);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return liveValues;
  }

  private String fullGradients() {
    List<BiasTerm> biases = FullGradientText.biases(source, allTapped);
    Set<String> layers = biases.stream().map(BiasTerm::layer).collect(Collectors.toSet());
    return FullGradientText.of(rootType, source.program(layers), biases, request::layout);
  }
}
