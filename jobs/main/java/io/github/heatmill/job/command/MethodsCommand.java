package io.github.heatmill.job.command;

import io.github.heatmill.job.console.MethodList;
import io.github.heatmill.method.Methods;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code heatmill methods}. */
@Command(name = "methods", description = "Lists the methods, with their options.")
public final class MethodsCommand implements Callable<Integer> {

  @Option(names = "--markdown", description = "Print the list as a Markdown table.")
  boolean markdown;

  @Override
  public Integer call() {
    MethodList list = new MethodList(Methods.all());
    System.out.print(markdown ? list.markdown() : list.text());
    return ExitCode.OK;
  }
}
