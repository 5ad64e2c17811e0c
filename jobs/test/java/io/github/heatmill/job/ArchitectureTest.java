package io.github.heatmill.job;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The direction of dependencies: {@code naming, registry, tensor <- image <- truth <- saliency <-
 * model <- method | metric <- report <- udf <- job}.
 */
class ArchitectureTest {
  private static final String ROOT = "io.github.heatmill";

  /** A package may use those before it. What explains single images stands on all of the core. */
  private static final List<String> UPWARDS =
      List.of(
          "naming",
          "registry",
          "tensor",
          "image",
          "truth",
          "saliency",
          "model",
          "method",
          "metric",
          "report",
          "udf",
          "job");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  @Test
  void aLowerPackageNeverDependsOnAHigherOne() {
    for (int i = 0; i < UPWARDS.size() - 1; i++) {
      List<String> higher = UPWARDS.subList(i + 1, UPWARDS.size());
      noClasses()
          .that()
          .resideInAPackage(all(UPWARDS.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(higher.stream().map(ArchitectureTest::all).toArray(String[]::new))
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void methodsDoNotKnowMetricsAndMetricsDoNotKnowMethods() {
    noClasses()
        .that()
        .resideInAPackage(all("metric"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(all("method"))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlace() {
    assertThat(CLASSES.getPackage(ROOT).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .isSubsetOf(UPWARDS)
        .contains("tensor", "image", "truth", "model", "method", "udf", "job");
  }

  @Test
  void theCoreDoesNotKnowWhatExplainsSingleImages() {
    noClasses()
        .that()
        .resideInAnyPackage(UPWARDS.stream().map(ArchitectureTest::all).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void noTwoPublicClassesHaveOneName() {
    Map<String, List<String>> packages =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .collect(
                groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getPackageName, toList())));
    packages.values().removeIf(all -> all.size() == 1);
    assertThat(packages).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"model.torchscript, model.exported", "model.exported, model.torchscript"})
  void formatsOfSavedModelsDoNotKnowEachOther(String format, String other) {
    noClasses()
        .that()
        .resideInAPackage(all(format))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(all(other))
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageTouchesTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(all("model.djl"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void onlyUdfAndJobTouchSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages(all("udf"), all("job"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyJobPrints() {
    JavaClasses others = CLASSES.that(resideOutsideOfPackage(all("job")));
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(others);
  }

  /** The packages of actions and jobs, below {@code job}. */
  private static final String[] JOBS = {
    "io.github.heatmill.job.action",
    "io.github.heatmill.job.annotation",
    "io.github.heatmill.job.compare..",
    "io.github.heatmill.job.explain",
    "io.github.heatmill.job.finished",
    "io.github.heatmill.job.input",
    "io.github.heatmill.job.output",
    "io.github.heatmill.job.picture",
    "io.github.heatmill.job.plan",
    "io.github.heatmill.job.run",
    "io.github.heatmill.job.sanity",
    "io.github.heatmill.job.score",
    "io.github.heatmill.job.shortcuts.."
  };

  @Test
  void reportsNeitherPrintNorKnowOptions() {
    JavaClasses reports = CLASSES.that(resideInAnyPackage(ROOT + ".job.report.."));
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(reports);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", ROOT + ".job.command..")
        .check(reports);
  }

  @Test
  void jobsNeitherPrintNorKnowTheCommandLine() {
    JavaClasses jobs = CLASSES.that(resideInAnyPackage(JOBS));
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(jobs);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", ROOT + ".job.command..", ROOT + ".job.console..")
        .check(jobs);
  }

  @Test
  void jobsNeitherStartSparkNorReadItsGlobalSettings() {
    noClasses()
        .should()
        .callConstructor(SparkConf.class)
        .orShould()
        .callMethod(SparkSession.class, "builder")
        .orShould()
        .callMethod(SparkSession.class, "stop")
        .check(CLASSES.that(resideInAnyPackage(JOBS)));
  }

  @Test
  void classesOfJobsHaveNoCycles() {
    slices()
        .assignedFrom(TOP_LEVEL)
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(resideInAnyPackage(JOBS)));
  }

  /** A class with all that is nested in it. */
  private static final SliceAssignment TOP_LEVEL =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
          return SliceIdentifier.of(each.getFullName().replaceAll("\\$.*", ""));
        }

        @Override
        public String getDescription() {
          return "classes";
        }
      };

  @Test
  void nobodyLogsWithJavaUtilLogging() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }

  private static String all(String packageName) {
    return ROOT + "." + packageName + "..";
  }
}
