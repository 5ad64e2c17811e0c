package io.github.heatmill.job.compare.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.compare.pair.Matching;
import io.github.heatmill.job.support.Spark;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The condition that stops a release. */
@Tag("both-lines")
class FailIfTest {
  private static final ChangeSummary SUMMARY =
      new ChangeSummary(Map.of("matched", 120L, "failed", 0L, "mean_rank_correlation", 0.75));

  private static FailIf.Outcome outcome(String expression) {
    FailIf condition = FailIf.of(expression);
    condition.check(Spark.session());
    return condition.outcome(SUMMARY.table(Spark.session()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean_rank_correlation < 0.8 | mean_rank_correlation is 0.7500",
        "Mean_Rank_Correlation < 0.8 OR matched < 100 | matched is 120, mean_rank_correlation is 0.7500",
        "matched BETWEEN 100 AND 200 AND failed = 0 | failed is 0, matched is 120",
        "coalesce(mean_on_object_change, 0) >= 0 | mean_on_object_change is null"
      })
  void whatHoldsFailsWithTheNumbers(String expression, String numbers) {
    assertThat(outcome(expression))
        .isEqualTo(
            new FailIf.Outcome(true, "--fail-if holds: " + expression + " (" + numbers + ")"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean_rank_correlation < 0.7", "NOT (matched > 0)", "false"})
  void whatDoesNotHoldDoesNotFail(String expression) {
    assertThat(outcome(expression)).isEqualTo(new FailIf.Outcome(false, ""));
  }

  @Test
  void whatCannotBeDecidedFailsAndNamesTheNumberThatIsNotKnown() {
    assertThat(outcome("mean_on_object_change < 0 AND matched > 0").line())
        .isEqualTo(
            "--fail-if cannot be decided: mean_on_object_change < 0 AND matched > 0 (not known: mean_on_object_change)");
  }

  @Test
  void anUnknownNameIsRefusedWithoutASession() {
    assertThatThrownBy(() -> FailIf.of("mean_rank_corelation < 0.8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Unknown name in --fail-if: mean_rank_corelation (did you mean mean_rank_correlation,")
        .hasMessageContaining("lowest_class_rank_correlation, mean_iou, same_prediction");
  }

  @Test
  void whatIsNoSqlIsRefusedWithoutASession() {
    assertThatThrownBy(() -> FailIf.of("mean_rank_correlation <"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid --fail-if: mean_rank_correlation < (must be true or");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matched + 1 | it is of type BIGINT",
        "matched | it is of type BIGINT",
        "no_such(matched) > 1 | no_such"
      })
  void whatIsNeitherTrueNorFalseIsRefused(String expression, String reason) {
    assertThatThrownBy(() -> FailIf.of(expression).check(Spark.session()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(SELECT count(*) FROM text.`/etc/passwd`) > 0",
        "matched IN (SELECT 1)",
        "EXISTS (SELECT * FROM text.`/etc/passwd`)",
        "matched > (SELECT max(value) FROM csv.`http://localhost/x`)",
        "abs((SELECT 1)) > matched",
        "CASE WHEN (SELECT true) THEN true ELSE false END",
        "java_method('java.lang.System', 'exit', '1') = 'x'",
        "reflect('java.lang.System', 'getenv', 'HOME') = 'x'",
        "input_file_name() = 'x'",
        "current_user() = 'x'",
        "raise_error('x') IS NULL",
        "abs(java_method('java.lang.System', 'gc')) > 0"
      })
  void aConditionReadsNothingButTheSummary(String expression) {
    assertThatThrownBy(() -> FailIf.of(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(Subquery|Function) in --fail-if: .* \\(must be .*\\)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "matched < 10 OR coalesce(mean_rank_correlation, 0) < 0.8",
        "abs(mean_rank_correlation - 1) > 0.1 AND NOT (matched BETWEEN 1 AND 9)",
        "CASE WHEN matched > 100 THEN mean_iou < 0.5 ELSE false END",
        "matched IN (1, 2) OR mean_iou IS NULL OR greatest(mean_iou, 0.5) <= 0.5",
        "if(matched = 0, true, CAST(matched AS double) / 2 < 1)"
      })
  void aConditionMayCompute(String expression) {
    assertThatCode(() -> FailIf.of(expression).check(Spark.session())).doesNotThrowAnyException();
  }

  @Test
  void aConditionIsNotDecidedIfTooFewImagesAreMatched() {
    // The baseline explained a, b and c; the candidate only a of these.
    ImageCounts counts =
        new ImageCounts(
            Spark.session()
                .sql(
                    "SELECT * FROM VALUES ('a', 1, 1), ('b', 1, 0), ('c', 1, 0), ('d', 0, 1)"
                        + " AS t(key, baseline, candidate)"));

    assertThat(counts.tooFewMatched(new Matching(0, 0.5, 0.3))).isEmpty();
    assertThat(counts.tooFewMatched(Matching.DEFAULT))
        .hasValue(
            "--fail-if is not decided: 1 of the 3 images that the baseline explained are matched"
                + " (must be >= 0.9 of them: compare runs over the same images, or give"
                + " --min-matched)");
  }
}
