package io.github.heatmill.job.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.support.OwnSpark;
import io.github.heatmill.job.support.Spark;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class SessionTest {
  private static final String ZONE = "spark.sql.session.timeZone";
  private static final String CATALOG = "spark.sql.catalog.of_a_test";

  private final SparkSession user = Spark.beside();

  @Test
  void theContextOfAnotherIsUsedAndStaysOpen() {
    try (Session session = opened()) {
      assertThat(session.spark().sparkContext()).isSameAs(user.sparkContext());
    }
    assertThat(user.sparkContext().isStopped()).isFalse();
  }

  @Test
  void settingsOfTheUserCount() {
    user.conf().set(ZONE, "Asia/Tokyo");
    user.conf().set(CATALOG, "class.of.a.Catalog");
    try (Session session = opened()) {
      assertThat(session.spark().conf().get(ZONE)).isEqualTo("Asia/Tokyo");
      assertThat(session.spark().conf().get(CATALOG)).isEqualTo("class.of.a.Catalog");
    }
  }

  @Test
  void viewsOfTheUserAreSeenAndStay() {
    user.range(5).persist().createOrReplaceTempView("of_the_user");
    user.range(6).createOrReplaceTempView("replaced");
    user.sql("CREATE TEMPORARY VIEW above AS SELECT * FROM replaced");
    try (Session session = opened()) {
      assertThat(session.spark().table("of_the_user").count()).isEqualTo(5);
      session.spark().range(7).persist().createOrReplaceTempView("replaced");
      assertThat(session.spark().table("above").count()).isEqualTo(7);
    }
    assertThat(user.table("above").count()).isEqualTo(6);
    assertThat(user.range(7).storageLevel().useMemory()).isFalse();
    assertThat(user.range(5).storageLevel().useMemory()).isTrue();
    user.range(5).unpersist();
  }

  @Test
  void functionsOfHeatmillAreKnown() {
    try (Session session = opened()) {
      assertThat(session.spark().sql("SHOW FUNCTIONS LIKE 'heatmap_iou'").collectAsList())
          .hasSize(1);
    }
  }

  @Test
  void noSettingStaysBehind() {
    String before = user.conf().getAll().toString();
    try (Session session = opened()) {
      session.spark().conf().set(ZONE, "Asia/Tokyo");
    }
    assertThat(user.conf().getAll().toString()).isEqualTo(before);
  }

  @Test
  void noViewAndNoCachedTableStaysBehind() {
    user.range(3).createOrReplaceTempView("of_the_user");
    try (Session session = opened()) {
      session.spark().range(17).persist().createOrReplaceTempView("of_the_command");
      assertThat(session.spark().table("of_the_command").count()).isEqualTo(17);
      assertThat(user.catalog().tableExists("of_the_command")).isFalse();
      assertThat(user.range(17).storageLevel().useMemory()).isTrue();
    }
    assertThat(user.range(17).storageLevel().useMemory()).isFalse();
    assertThat(user.table("of_the_user").count()).isEqualTo(3);
  }

  @Test
  void theLogSaysWhatItSaidBefore() {
    Level before = LogManager.getRootLogger().getLevel();
    try (Session session = opened()) {
      session.silence();
      assertThat(LogManager.getRootLogger().getLevel()).isEqualTo(before);
    }
    assertThat(LogManager.getRootLogger().getLevel()).isEqualTo(before);
  }

  /** Spark would say so after many lines of its log. */
  @Test
  void aStandaloneClusterWithAuthenticationNeedsItsSecret() {
    OwnSpark own =
        OwnSpark.with(Map.of(Spark.MASTER, "spark://127.0.0.1:1", "spark.authenticate", "true"));
    try {
      assertThatThrownBy(() -> Session.open("heatmill test"))
          .hasMessage(
              "Missing spark.authenticate.secret with spark.authenticate=true (must be the secret of"
                  + " the cluster's master and workers, in a properties file that only you can"
                  + " read)");
    } finally {
      own.close();
    }
  }

  /** A session of a command where the user's is the active one. */
  private Session opened() {
    SparkSession.setActiveSession(user);
    try {
      return Session.open("heatmill test");
    } finally {
      SparkSession.clearActiveSession();
    }
  }
}
