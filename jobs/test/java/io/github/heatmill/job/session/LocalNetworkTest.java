package io.github.heatmill.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ports of a local run have no password, so only this machine may reach them. */
class LocalNetworkTest {
  private static final Map<String, String> CLOSED =
      Map.of(
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.ui.enabled", "false");

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[4]", "local[2,3]", "local-cluster[2,1,1024]"})
  void aSparkOfOneMachineListensThereAlone(String master) {
    LocalNetwork network = network(Map.of("spark.master", master));

    assertThat(network.settings()).isEqualTo(CLOSED);
    assertThat(network.remarks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://localhost:7077", "yarn", "k8s://https://host:6443", ""})
  void theMachinesOfAClusterReachItsDriver(String master) {
    assertThat(network(Map.of("spark.master", master)).settings()).isEmpty();
  }

  @Test
  void whatTheUserOpensStaysOpenAndIsSaid() {
    LocalNetwork network =
        network(Map.of("spark.master", "local[*]", "spark.driver.host", "192.0.2.7"));

    assertThat(network.settings()).isEqualTo(Map.of("spark.ui.enabled", "false"));
    assertThat(network.remarks())
        .containsExactly(
            "Other machines can reach this run: spark.driver.host is 192.0.2.7 (leave it out to"
                + " keep the run on this machine)");
  }

  @Test
  void anAddressOfThisMachineIsNotWorthARemark() {
    assertThat(
            network(Map.of("spark.master", "local", "spark.driver.bindAddress", "127.0.1.1"))
                .remarks())
        .isEmpty();
  }

  @Test
  void theWebPageThatTheUserAsksForIsSaidUnlessItStaysHere() {
    Map<String, String> asked = Map.of("spark.master", "local", "spark.ui.enabled", "true");

    assertThat(network(asked).remarks())
        .containsExactly(
            "Other machines can open Spark's web page: spark.ui.enabled is true (set"
                + " SPARK_LOCAL_IP=127.0.0.1 to keep it on this machine)");
    assertThat(LocalNetwork.of(conf(asked), Optional.of("127.0.0.1")).remarks()).isEmpty();
  }

  private static LocalNetwork network(Map<String, String> settings) {
    return LocalNetwork.of(conf(settings), Optional.empty());
  }

  private static SparkConf conf(Map<String, String> settings) {
    SparkConf conf = new SparkConf(false);
    settings.forEach(conf::set);
    return conf;
  }
}
