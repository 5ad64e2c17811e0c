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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        spark,
        "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\necho \"ip: ${SPARK_LOCAL_IP:-none}\"\necho \"driver: $SPARK_SUBMIT_OPTS\"\n");
    assertThat(spark.toFile().setExecutable(true)).isTrue();
  }

  private void build() throws IOException {
    Path build = folder.resolve("project/jobs/target/spark-4.1");
    Files.createDirectories(build);
    Files.createFile(build.resolve("heatmill-jobs-1.jar"));
    Files.writeString(build.resolve("application.classpath"), "/a.jar:/b.jar");
  }

  private Said say(String... arguments) throws Exception {
    return say(Map.of(), arguments);
  }

  private Said say(Map<String, String> variables, String... arguments) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
    Map<String, String> environment = process.environment();
    environment.put("SPARK_HOME", folder.resolve("spark").toString());
    environment.put("SPARK_SUBMIT_OPTS", "-Dthe.users=own");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    List.of("HEATMILL_SPARK_LINE", "HEATMILL_DRIVER_MEMORY", "TMPDIR", "SPARK_LOCAL_IP")
        .forEach(environment::remove);
    environment.putAll(variables);
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
    String jar = "file:" + folder.resolve("project/jobs/target/spark-4.1/heatmill-jobs-1.jar");
    assertThat(said.lines()).containsSubsequence(jar, "explain", "--images", "a b");
  }

  @Test
  void jarsOfTheUserComeBesideOurs() throws Exception {
    build();

    assertThat(after("--jars", say("sql").lines())).isEqualTo("file:/a.jar,file:/b.jar");
    assertThat(after("--jars", say("sql", "--spark", "--jars", "/c.jar").lines()))
        .isEqualTo("file:/a.jar,file:/b.jar,/c.jar");
    assertThat(after("--jars", say("sql", "--spark", "--jars=/c.jar").lines()))
        .isEqualTo("file:/a.jar,file:/b.jar,/c.jar");
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

  private Said refusal(Map<String, String> variables) throws Exception {
    build();
    Said said = say(variables, "methods");
    assertThat(said.lines()).hasSize(1);
    return said;
  }

  @ParameterizedTest
  @CsvSource({"17.0.12, true", "21.0.4, true", "25, false", "25.0.1, false", "11.0.2, false"})
  void aJavaThatSparkDoesNotRunOnIsRefusedByItsVersion(String version, boolean runs)
      throws Exception {
    Path home = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
    Files.createFile(home.resolve("bin/java"));
    assertThat(home.resolve("bin/java").toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    build();

    Said said = say(Map.of("JAVA_HOME", home.toString()), "methods");

    assertThat(said.exit()).isEqualTo(runs ? 0 : 2);
    if (!runs) {
      assertThat(said.lines())
          .containsExactly(
              "heatmill: Java "
                  + version.split("\\.")[0]
                  + " is not supported: "
                  + home.toRealPath()
                  + "/bin/java (needs a JDK 17 or 21; set JAVA_HOME to one)");
    }
  }

  @Test
  void aMissingSparkIsNamed() throws Exception {
    assertThat(refusal(Map.of("SPARK_HOME", "/nowhere")))
        .isEqualTo(
            new Said(
                2,
                List.of(
                    "heatmill: Missing Spark: /nowhere/bin/spark-submit (SPARK_HOME must be the"
                        + " folder of a Spark installation, or unset)")));
  }

  @Test
  void aSparkOfTheOtherLineIsNamed() throws Exception {
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    Path core = Files.createFile(jars.resolve("spark-core_2.12-3.5.7.jar"));

    assertThat(refusal(Map.of()))
        .isEqualTo(
            new Said(
                2,
                List.of(
                    "heatmill: Wrong Spark in SPARK_HOME: "
                        + core
                        + " (must be Spark 4.1 with Scala 2.13; for Spark 3.5 build with"
                        + " -Pspark-3.5 and set HEATMILL_SPARK_LINE=spark-3.5)")));
    Files.move(core, core.resolveSibling("spark-core_2.13-4.1.0.jar"));
    assertThat(say("methods").exit()).isZero();
  }

  @Test
  void aTemporaryFolderThatCannotBeWrittenIsNamed() throws Exception {
    assertThat(refusal(Map.of("TMPDIR", "/nowhere")))
        .isEqualTo(
            new Said(
                1,
                List.of(
                    "heatmill: Temporary folder is full or may not be written: /nowhere (free some"
                        + " space there, or set TMPDIR to another folder)")));
  }

  @Test
  void theMemoryOfTheDriverComesFromTheVariableOrTheOption() throws Exception {
    build();
    Map<String, String> variable = Map.of("HEATMILL_DRIVER_MEMORY", "6g");

    assertThat(say("sql").lines()).doesNotContain("--driver-memory");
    assertThat(after("--driver-memory", say(variable, "sql").lines())).isEqualTo("6g");
    assertThat(say(variable, "sql", "--spark", "--driver-memory", "7g").lines())
        .containsSubsequence("--driver-memory", "7g")
        .doesNotContain("6g");
  }

  /** Spark reads from the environment alone where its web page listens. */
  @Test
  void aRunOnOneMachineIsForThisMachineAlone() throws Exception {
    build();
    Path cluster =
        Files.writeString(folder.resolve("a b.conf"), "spark.master spark://host:7077\n");

    assertThat(say("sql").lines()).contains("ip: 127.0.0.1");
    assertThat(say("sql", "--spark", "--master", "local[2]").lines()).contains("ip: 127.0.0.1");
    assertThat(say(Map.of("SPARK_LOCAL_IP", "192.0.2.7"), "sql").lines()).contains("ip: 192.0.2.7");
    assertThat(say("sql", "--spark", "--master=yarn").lines()).contains("ip: none");
    assertThat(say("sql", "--spark", "--conf", "spark.master=yarn").lines()).contains("ip: none");
    assertThat(say("sql", "--spark", "--properties-file", cluster.toString()).lines())
        .contains("ip: none");
  }

  /** Spark takes names for URIs, where these characters mean something else. */
  @Test
  void aCheckoutMayHaveAnyName() throws Exception {
    Path ugly = folder.resolve("a #1 100%25 [ü] 'q'");
    Files.move(script.getParent().getParent(), ugly);
    script = ugly.resolve("scripts/heatmill");
    Path build = Files.createDirectories(ugly.resolve("jobs/target/spark-4.1"));
    Files.createFile(build.resolve("heatmill-jobs-1.jar"));
    Files.writeString(build.resolve("application.classpath"), ugly + "/a.jar:/b.jar");

    Said said = say("methods");

    String encoded = "file:" + folder + "/a%20%231%20100%2525%20%5B%C3%BC%5D%20%27q%27";
    assertThat(said.exit()).isZero();
    assertThat(after("--jars", said.lines())).isEqualTo(encoded + "/a.jar,file:/b.jar");
    assertThat(after("io.github.heatmill.job.Heatmill", said.lines()))
        .isEqualTo(encoded + "/jobs/target/spark-4.1/heatmill-jobs-1.jar");
    assertThat(said.lines().get(said.lines().size() - 1))
        .contains(" -Dlog4j2.configurationFile=" + encoded + "/conf/log4j2.properties ");
  }
}
