package io.github.heatmill.job;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code heatmill methods}: the registry. */
@Command(name = "methods", description = "Lists the methods.")
final class MethodsCommand implements Callable<Integer> {
  private static final String FORMAT = "%-12s %-10s %s%n";

  @Override
  public Integer call() {
    System.out.printf(Locale.ROOT, FORMAT, "Method", "Cost", "What it does");
    for (SaliencyMethod method : Methods.all()) {
      System.out.printf(
          Locale.ROOT, FORMAT, method.id(), method.card().cost(), method.card().summary());
    }
    System.out.println(
        "\nCost: forward passes an image beyond the one, with its gradient at the layer, that all share.");
    return Heatmill.DONE;
  }
}
