package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.program.origin.RandomCalls;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the operators with random results that a network may call in evaluation mode. */
public final class RandomOperators {
  /** What the text of every network with such an operator contains. */
  private static final Pattern ANY =
      Pattern.compile(
          "torch\\.(?:bernoulli|binomial|cauchy_|exponential_|geometric_|log_normal_|multinomial"
              + "|normal|poisson|rand|uniform_|_standard_gamma|_sample_dirichlet|rrelu"
              + "|scaled_dot|\\w*dropout)");

  private final Set<String> found = new TreeSet<>();
  private final Set<String> visited = new HashSet<>();

  /** The functions, and the paths of the modules, that may call one; others are not read. */
  private final Set<String> holders;

  private RandomOperators(Set<String> holding, Archive archive) {
    this.holders = new HashSet<>(holding);
    holders.add(archive.root().path());
    archive
        .modules()
        .filter(module -> holding.contains(module.type().name()))
        .map(ModuleNode::path)
        .forEach(this::addWithParents);
  }

  private void addWithParents(String path) {
    for (String at = path; holders.add(at) && at.contains("."); ) {
      at = at.substring(0, at.lastIndexOf('.'));
    }
  }

  /** Their names, such as {@code torch.bernoulli}. */
  public static List<String> of(Archive archive) {
    if (archive.sources().values().stream().noneMatch(text -> ANY.matcher(text).find())) {
      return List.of();
    }
    RandomOperators operators = new RandomOperators(archive.holding(ANY), archive);
    try {
      operators.visit(Running.forward(archive));
    } catch (UnreadableSourceException e) {
      return List.of(); // The network cannot be opened, which says why.
    }
    return List.copyOf(operators.found);
  }

  private void visit(Running running) {
    if (visited.add(running.identity())) {
      running.body().forEach(statement -> visit(statement, running));
    }
  }

  private void visit(Statement statement, Running running) {
    statement.expressions().stream()
        .flatMap(Expression::all)
        .filter(Call.class::isInstance)
        .map(Call.class::cast)
        .forEach(call -> visit(call, running));
    running.reachable(statement).forEach(nested -> visit(nested, running));
  }

  private void visit(Call call, Running running) {
    String callee = call.callee().text();
    if (!callee.startsWith("torch.")) {
      if (holders.contains(running.calledPath(call).orElseGet(() -> running.callee(call)))) {
        running.called(call).ifPresent(this::visit);
      }
    } else if (RandomCalls.isRandom(callee.substring("torch.".length()), call, running)) {
      found.add(callee);
    }
  }
}
