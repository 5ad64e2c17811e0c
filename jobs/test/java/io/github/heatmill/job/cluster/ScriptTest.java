package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts/heatmill asks of spark-submit; here that is a script that repeats it. */
class ScriptTest {
  private static final String EXECUTORS = "spark.executor.defaultJavaOptions=";
  private static final String COMPILER = "-XX:Tier4InvocationThreshold=50000 ";

  @TempDir Path folder;
  private Path script;

  /** What a command ended with, and the lines that it printed. */
  private record Said(int exit, List<String> lines) {}

  @BeforeEach
  void copyTheScript() throws IOException {
    script = folder.resolve("project/scripts/heatmill");
    Files.createDirectories(script.getParent());
    Path original = Path.of(System.getProperty("heatmill.root"), "scripts/heatmill");
    Files.copy(original, script, StandardCopyOption.COPY_ATTRIBUTES);
    Path spark = folder.resolve("spark/bin/spark-submit");
    Files.createDirectories(spark.getParent());
    Files.writeString(
        spark, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\necho \"driver: $SPARK_SUBMIT_OPTS\"\n");
    assertThat(spark.toFile().setExecutable(true)).isTrue();
  }

  private void build() throws IOException {
    Path build = folder.resolve("project/jobs/target/spark-4.1");
    Files.createDirectories(build);
    Files.createFile(build.resolve("heatmill-jobs-1.jar"));
    Files.writeString(build.resolve("application.classpath"), "/a.jar:/b.jar");
  }

  private Said say(String... arguments) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
    Map<String, String> environment = process.environment();
    environment.put("SPARK_HOME", folder.resolve("spark").toString());
    environment.put("SPARK_SUBMIT_OPTS", "-Dthe.users=own");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.remove("HEATMILL_SPARK_LINE");
    Path output = folder.resolve("said");
    int exit = process.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
    return new Said(exit, Files.readAllLines(output));
  }

  private static String after(String option, List<String> lines) {
    return lines.get(lines.indexOf(option) + 1);
  }

  @Test
  void beforeTheFirstBuildItSaysHowToBuild() throws Exception {
    assertThat(say("methods"))
        .isEqualTo(
            new Said(
                2,
                List.of(
                    "heatmill: Not built yet (run: mvn -DskipTests package, or scripts/demo.sh)")));
  }

  @Test
  void sparkSubmitGetsTheCommandBehindTheJar() throws Exception {
    build();

    Said said = say("explain", "--images", "a b");

    assertThat(said.exit()).isZero();
    assertThat(after("--class", said.lines())).isEqualTo("io.github.heatmill.job.Heatmill");
    String jar = folder.resolve("project/jobs/target/spark-4.1/heatmill-jobs-1.jar").toString();
    assertThat(said.lines()).containsSubsequence(jar, "explain", "--images", "a b");
  }

  @Test
  void jarsOfTheUserComeBesideOurs() throws Exception {
    build();

    assertThat(after("--jars", say("sql").lines())).isEqualTo("/a.jar,/b.jar");
    assertThat(after("--jars", say("sql", "--spark", "--jars", "/c.jar").lines()))
        .isEqualTo("/a.jar,/b.jar,/c.jar");
    assertThat(after("--jars", say("sql", "--spark", "--jars=/c.jar").lines()))
        .isEqualTo("/a.jar,/b.jar,/c.jar");
  }

  @Test
  void withoutAPropertiesFileItIsThatOfOneMachine() throws Exception {
    build();

    assertThat(after("--properties-file", say("sql").lines()))
        .isEqualTo(folder.resolve("project/conf/local.conf").toString());
    assertThat(say("sql", "--spark", "--properties-file", "mine").lines())
        .containsOnlyOnce("--properties-file")
        .containsSubsequence("--properties-file", "mine");
  }

  /** The last setting of a name is the one that counts, and so is the last option of Java's. */
  @Test
  void whatJavaCompilesIsSaidBeforeTheUsersOwnSettings() throws Exception {
    build();

    List<String> lines = say("sql", "--spark", "--conf", EXECUTORS + "-Xint").lines();

    List<String> ours = lines.stream().filter(line -> line.startsWith(EXECUTORS)).toList();
    assertThat(ours).hasSize(2);
    assertThat(ours.get(0)).startsWith(EXECUTORS + COMPILER);
    assertThat(ours.get(1)).isEqualTo(EXECUTORS + "-Xint");
    assertThat(lines.get(lines.size() - 1))
        .startsWith("driver: " + COMPILER)
        .endsWith(" -Dthe.users=own");
  }
}
