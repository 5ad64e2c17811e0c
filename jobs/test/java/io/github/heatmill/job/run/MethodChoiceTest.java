package io.github.heatmill.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.support.Registered;
import io.github.heatmill.job.support.UnusualMap;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodChoiceTest {
  @TempDir static Path folder;
  private static Registered registered;

  @BeforeAll
  static void register() {
    registered = Registered.of(folder, UnusualMap.class);
  }

  @AfterAll
  static void forget() {
    registered.close();
  }

  @Test
  void aCommaSeparatesMethodsAndTheirOptions() {
    assertThat(ids("grad-cam,unusual:scale=2,channels=3,layer-cam"))
        .containsExactly("grad-cam", "unusual:channels=3,scale=2", "layer-cam");
    assertThat(ids("unusual:squared,scale=2,random"))
        .containsExactly("unusual:squared,scale=2", "random");
    assertThat(ids("unusual,scale=2,random")).containsExactly("unusual:scale=2", "random");
  }

  @Test
  void twoSpellingsOfOneMethodAreOne() {
    // 1 is the standard scale, and the order of settings does not matter.
    assertThat(ids("unusual,unusual:scale=1,unusual:scale=1.0,unusual")).containsExactly("unusual");
    assertThat(ids("unusual:channels=3,scale=2,unusual:scale=2.0,channels=3"))
        .containsExactly("unusual:channels=3,scale=2");
    assertThat(ids("unusual:scale=2,unusual:scale=3"))
        .containsExactly("unusual:scale=2", "unusual:scale=3");
  }

  @Test
  void everyMethodAndOptionThatIsWrongIsAProblemOfItsOwn() {
    String known = " (known: squared, scale=1, channels=8)";

    Throwable problems =
        catchThrowable(() -> ids("unusual:scal=2,channels=0,steps=1,gradcam,random:noise"));

    assertThat(problems).isInstanceOf(ConfigurationException.class);
    assertThat(problems.getMessage().replaceAll("closest: .*;", "closest: ...;"))
        .isEqualTo(
            String.join(
                "\n",
                "Unknown option of unusual: scal=2" + known,
                "Invalid channels of unusual: 0 (must be a whole number of 1 to 80)",
                "Unknown option of unusual: steps=1" + known,
                "Unknown method: gradcam (closest: ...; heatmill methods lists all)",
                "Unknown option of random: noise (it has none)"));
  }

  @Test
  void anOptionWithoutAMethodIsNoMethod() {
    assertThatThrownBy(() -> ids("scale=2,grad-cam"))
        .hasMessageStartingWith("Unknown method: scale=2 (closest: ");
  }

  @Test
  void aVariantMustComeFirst() {
    assertThatThrownBy(() -> ids("unusual:scale=2,squared"))
        .hasMessageStartingWith("Unknown method: squared (closest: ");
  }

  private static List<String> ids(String option) {
    Problems problems = new Problems();
    List<SaliencyMethod> methods =
        new RegistryChoice<>(Methods.REGISTRY).of(List.of(option.split(",")), problems);
    problems.throwIfAny();
    return methods.stream().map(SaliencyMethod::id).toList();
  }
}
