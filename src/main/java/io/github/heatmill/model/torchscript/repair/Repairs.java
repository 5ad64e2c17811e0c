package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ArchiveSource;
import io.github.heatmill.model.torchscript.repair.value.SavedAttributes;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A saved network that was changed so that it runs in evaluation mode, in float32 and on any
 * device.
 *
 * @param archive the changed network
 * @param notes what was changed and matters to people; empty if nothing was
 */
public record Repairs(Archive archive, List<String> notes) {
  public Repairs {
    notes = List.copyOf(notes);
  }

  /** Repairs a network as it was saved. */
  public static Repairs of(Archive saved) {
    Precision precision = new Precision(saved);
    List<Rewriting> rewritings =
        List.of(
            new TrainingMode(),
            new StochasticDepth(),
            precision,
            new Contexts(),
            new Warnings(),
            new Devices(saved));
    IntegerParameters integers = new IntegerParameters(saved);
    Map<String, SourceText> rewritten = new TreeMap<>();
    saved
        .sources()
        .forEach(
            (path, source) -> {
              String module = ArchiveSource.moduleName(path);
              String text = integers.in(module, source);
              rewritten.put(
                  path,
                  new SourceText(
                      new SourceText(text)
                          .with(
                              (owner, method) ->
                                  rewritten(saved, module, owner, method, rewritings))));
            });
    Map<String, String> pruned =
        new DecidedBranches(rewritten, new SavedAttributes(saved)).pruned();
    List<String> notes =
        rewritings.stream().flatMap(rewriting -> rewriting.notes().stream()).toList();
    return new Repairs(saved.with(pruned, precision.entries()), notes);
  }

  private static Method rewritten(
      Archive archive, String module, String owner, Method method, List<Rewriting> rewritings) {
    Scope scope =
        new Scope(method, owner.isEmpty() ? Optional.empty() : archive.type(module + "." + owner));
    return new Rewriter(rewritings, scope).method();
  }
}
