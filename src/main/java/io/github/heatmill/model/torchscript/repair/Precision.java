package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.archive.CastStorage;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.source.Counts;
import io.github.heatmill.model.torchscript.archive.Archive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Makes a network compute in float32, the type of its images: casts weights of half precision, and
 * those of double precision where there are no others, and replaces these types in the text.
 * Networks with quantised operators stay as they are.
 */
final class Precision implements Rewriting {
  private static final Literal FLOAT = new Literal("6");
  private static final String FLOAT_STORAGE = "torch.FloatStorage";

  /** The numbers by which the text names types. */
  private static final Map<String, String> HALF = Map.of("5", "float16", "15", "bfloat16");

  private static final Map<String, String> HALF_AND_DOUBLE =
      Map.of("5", "float16", "15", "bfloat16", "7", "float64");

  /** Operators whose third argument is the type of the result. */
  private static final Set<String> TYPED_THIRD =
      Set.of("torch.softmax", "torch.log_softmax", "torch.cumsum", "torch.cumprod");

  private static final String TO = "torch.to";
  private static final String AUTOCAST = "torch._autocast_to_reduced_precision";

  private final Map<String, CastStorage> casts = new TreeMap<>();
  private final Map<String, String> types;
  private final Counts changed = new Counts();
  private final boolean quantised;

  Precision(Archive archive) {
    Set<String> stored = Set.copyOf(archive.storages().values());
    boolean doubles = stored.contains("torch.DoubleStorage") && !stored.contains(FLOAT_STORAGE);
    quantised = archive.isQuantised();
    types = doubles ? HALF_AND_DOUBLE : HALF;
    archive
        .storages()
        .forEach(
            (entry, type) ->
                CastStorage.of(type)
                    .filter(cast -> !quantised && (doubles || cast != CastStorage.DOUBLE))
                    .ifPresent(cast -> casts.put(entry, cast)));
  }

  @Override
  public Expression expression(Expression expression, Scope scope) {
    if (quantised || !(expression instanceof Call call)) {
      return expression;
    }
    String callee = call.callee().text();
    if (callee.equals(AUTOCAST)) {
      changed.add("autocast");
      return call.arguments().get(0);
    }
    List<Expression> arguments = new ArrayList<>(call.arguments());
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      if (argument instanceof Keyword given && given.name().equals("dtype")) {
        arguments.set(i, new Keyword("dtype", cast(given.value())));
      } else if (i == typePlace(callee, arguments)) {
        arguments.set(i, cast(argument));
      }
    }
    return new Call(call.callee(), arguments);
  }

  private static int typePlace(String callee, List<Expression> arguments) {
    if (callee.equals(TO) && arguments.size() > 1) {
      // to(x, type, ...) or to(x, device, type, ...)
      return arguments.get(1) instanceof Literal || arguments.get(1) instanceof Name ? 1 : 2;
    }
    return TYPED_THIRD.contains(callee) ? 2 : -1;
  }

  private Expression cast(Expression type) {
    String name = type instanceof Literal literal ? types.get(literal.text()) : null;
    if (name == null) {
      return type;
    }
    changed.add(name);
    return FLOAT;
  }

  /** The functions that change the entries of the archive, by path. */
  Map<String, UnaryOperator<byte[]>> entries() {
    Map<String, UnaryOperator<byte[]>> entries = new HashMap<>(casts.size());
    casts.forEach((entry, cast) -> entries.put(entry, cast::floats));
    if (!casts.isEmpty()) {
      Set<CastStorage> kinds = Set.copyOf(casts.values());
      entries.put("data.pkl", pickle -> CastStorage.renamed(pickle, kinds));
      entries.put("constants.pkl", pickle -> CastStorage.renamed(pickle, kinds));
    }
    return entries;
  }

  @Override
  public List<String> notes() {
    Counts tensors = new Counts();
    casts.values().forEach(cast -> tensors.add(cast.type()));
    List<String> notes = new ArrayList<>();
    if (!tensors.isEmpty()) {
      notes.add("stored tensors cast to float32 (" + tensors.text() + ")");
    }
    if (!changed.isEmpty()) {
      notes.add("casts in the code replaced by float32 (" + changed.text() + ")");
    }
    return notes;
  }
}
