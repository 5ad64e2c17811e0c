package io.github.heatmill.job.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * Keeps a Spark of one machine off the network: its ports have no password, and whoever reaches
 * them can read the images and end the run.
 *
 * @param settings what Spark is told in addition to the user's settings
 * @param remarks what the user has opened, one sentence each
 */
record LocalNetwork(Map<String, String> settings, List<String> remarks) {
  private static final String HOST = "spark.driver.host";
  private static final String ADDRESS = "spark.driver.bindAddress";
  private static final String PAGE = "spark.ui.enabled";

  /** Spark asks only the environment where its web page listens. */
  private static final String PAGE_ADDRESS = "SPARK_LOCAL_IP";

  /**
   * The settings for a configuration: none for a cluster, whose machines have to reach the driver.
   *
   * @param localIp the environment variable {@code SPARK_LOCAL_IP}
   */
  static LocalNetwork of(SparkConf conf, Optional<String> localIp) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    if (isLocal(conf)) {
      String loopback = InetAddress.getLoopbackAddress().getHostAddress();
      if (!conf.contains(HOST) && !conf.contains(ADDRESS)) {
        settings.put(HOST, loopback);
        settings.put(ADDRESS, loopback);
      }
      if (!conf.contains(PAGE)) {
        settings.put(PAGE, "false");
      }
      opened(conf, HOST).ifPresent(remarks::add);
      opened(conf, ADDRESS).ifPresent(remarks::add);
      if (conf.getBoolean(PAGE, false) && localIp.filter(LocalNetwork::isLoopback).isEmpty()) {
        remarks.add(
            "Other machines can open Spark's web page: "
                + PAGE
                + " is true (set "
                + PAGE_ADDRESS
                + "="
                + loopback
                + " to keep it on this machine)");
      }
    }
    return new LocalNetwork(settings, remarks);
  }

  /** Whether executors run on the driver's machine. */
  static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master", "").startsWith("local");
  }

  private static Optional<String> opened(SparkConf conf, String setting) {
    return Optional.of(conf.get(setting, ""))
        .filter(host -> !host.isEmpty() && !isLoopback(host))
        .map(
            host ->
                "Other machines can reach this run: "
                    + setting
                    + " is "
                    + host
                    + " (leave it out to keep the run on this machine)");
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }
}
