package io.github.heatmill.job.page;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md names every package of the project, and only classes that exist. */
class ArchitecturePageTest {
  private static final String ROOT = "io.github.heatmill";
  private static final Page PAGE = new Page("docs/architecture.md");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  @Test
  void namesEveryPackageAndNoOther() {
    Set<String> packages =
        CLASSES.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .map(name -> name.equals(ROOT) ? ROOT : name.substring(ROOT.length() + 1))
            .collect(toSet());
    List<String> named =
        Stream.of("### `src`: the core", "### `udfs`: executors", "### `jobs`: the driver")
            .flatMap(heading -> PAGE.rowsAfter(heading).stream())
            .map(row -> row.get(0).replace("`", ""))
            .toList();

    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(packages);
  }

  /** Code that begins with a capital and holds a small letter is the name of a class or a test. */
  @Test
  void namesOnlyClassesThatExist() {
    Set<String> classes = CLASSES.stream().map(JavaClass::getSimpleName).collect(toSet());

    assertThat(PAGE.code())
        .filteredOn(code -> code.matches("[A-Z]\\w*[a-z]\\w*"))
        .filteredOn(code -> !code.endsWith("Test"))
        .isNotEmpty()
        .allMatch(classes::contains);
  }
}
