package io.github.heatmill.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.heatmill.job.Progress.Pass;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.udf.Explanation;
import io.github.heatmill.udf.RunCounters;
import io.github.heatmill.udf.ScorePartition;
import io.github.heatmill.udf.SharedModel;
import io.github.heatmill.udf.StatisticsRows;
import io.github.heatmill.udf.Tables;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Measures the maps of a finished run. Reads the table explanations, and images only if the network
 * is asked; writes a table beside it, which then takes its place.
 */
final class ScoreJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ScorePlan plan;
  private final RunOutput output;

  ScoreJob(SparkSession spark, ScorePlan plan) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.output = new RunOutput(plan.run().folder(), true);
  }
}
