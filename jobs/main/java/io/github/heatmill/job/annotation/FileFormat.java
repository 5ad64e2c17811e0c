package io.github.heatmill.job.annotation;

import io.github.heatmill.job.problem.Problems;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Copies a file of all annotations into an index. Problems of its entries are collected. */
@FunctionalInterface
interface FileFormat {
  void read(Path file, Configuration hadoop, NamedIndex index, Problems problems)
      throws IOException;
}
