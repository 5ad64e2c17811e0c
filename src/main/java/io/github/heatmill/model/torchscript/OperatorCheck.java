package io.github.heatmill.model.torchscript;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.operator.ScriptNames;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.syntax.Reference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether the program of an archive may run. A saved network is a program: libtorch has
 * operators that write files, read memory that no tensor owns, or talk to other machines. Every
 * name in the text is looked at, also in methods that seem to be called by nobody, because libtorch
 * runs {@code __setstate__} while it loads a file.
 */
final class OperatorCheck {
  private static final int SHOWN = 8;

  private final ScriptNames names = ScriptNames.all();
  private final Set<String> problems = new TreeSet<>();

  private OperatorCheck(Archive archive) {
    archive.pickledClasses().forEach(this::checkClass);
    archive.sources().forEach(this::check);
  }

  /**
   * Refuses an archive whose program may do more than compute.
   *
   * @param file the name for messages
   * @throws ModelFormatException naming what the program calls
   */
  static void check(Path file, Archive archive) {
    Set<String> problems = new OperatorCheck(archive).problems;
    if (!problems.isEmpty()) {
      String more = problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "";
      throw new ModelFormatException(
          "Unsafe model file: "
              + file
              + " names "
              + String.join("; ", problems.stream().limit(SHOWN).toList())
              + more
              + " (change the network so that it only computes, and save it again; if you trust who"
              + " made the file: "
              + Trust.OPTION
              + ")");
    }
  }

  private void check(String entry, String source) {
    try {
      Reference.in(source).forEach(this::check);
    } catch (UnreadableSourceException e) {
      problems.add(entry + " (its text cannot be checked: " + e.getMessage() + ")");
    }
  }

  private void check(Reference reference) {
    String name = reference.name();
    switch (reference.kind()) {
      case PATH -> checkPath(name);
      case MEMBER -> add("." + name, names.problemOfMember(name));
      case FUNCTION -> add(name, names.problemOfFunction(name, false));
      default -> add(name, names.problemOfFunction(name, true));
    }
  }

  private void checkPath(String name) {
    if (ScriptNames.reachesCustomClass(name)) {
      checkClass(name);
    } else if (!name.startsWith("__torch__")) {
      add(name, names.problem(name));
    }
  }

  private void checkClass(String name) {
    add(name, names.problemOfClass(name));
  }

  private void add(String name, Optional<String> problem) {
    problem.ifPresent(reason -> problems.add(name + ": " + reason));
  }
}
