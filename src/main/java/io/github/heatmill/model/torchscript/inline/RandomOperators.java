package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the operators with random results that a network may call in evaluation mode. */
public final class RandomOperators {
  private static final Set<String> ALWAYS =
      Set.of(
          "bernoulli",
          "binomial",
          "cauchy_",
          "exponential_",
          "geometric_",
          "log_normal_",
          "multinomial",
          "normal",
          "normal_",
          "poisson",
          "rand",
          "rand_like",
          "randint",
          "randint_like",
          "randn",
          "randn_like",
          "random_",
          "randperm",
          "uniform_",
          "bernoulli_",
          "_standard_gamma",
          "_sample_dirichlet");

  /** The place of the flag among the arguments of those that are random in training mode. */
  private static final Map<String, Integer> WITH_FLAG =
      Map.of(
          "dropout", 2,
          "dropout_", 2,
          "feature_dropout", 2,
          "feature_dropout_", 2,
          "alpha_dropout", 2,
          "alpha_dropout_", 2,
          "native_dropout", 2,
          "rrelu", 3,
          "rrelu_", 3);

  private static final String ATTENTION = "scaled_dot_product_attention";
  private static final String ATTENTION_DROPOUT = "dropout_p";
  private static final int ATTENTION_PLACE = 4;

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
    } else if (isRandom(callee.substring("torch.".length()), call, running)) {
      found.add(callee);
    }
  }

  private static boolean isRandom(String operator, Call call, Running running) {
    List<Expression> arguments = call.arguments();
    if (operator.equals(ATTENTION)) {
      return dropout(arguments).map(p -> !running.value(p).equals(Optional.of(0.0))).orElse(false);
    }
    Integer flag = WITH_FLAG.get(operator);
    return flag == null
        ? ALWAYS.contains(operator)
        : flag < arguments.size() && !running.value(arguments.get(flag)).equals(Optional.of(false));
  }

  private static Optional<Expression> dropout(List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Keyword given
          ? given.name().equals(ATTENTION_DROPOUT)
          : i == ATTENTION_PLACE) {
        return Optional.of(
            arguments.get(i) instanceof Keyword given ? given.value() : arguments.get(i));
      }
    }
    return Optional.empty();
  }
}
