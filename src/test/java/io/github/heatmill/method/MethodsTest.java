package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.method.gradient.LayerCam;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class MethodsTest {

  @Test
  void aMethodIsFoundByItsId() {
    assertThat(Methods.method("grad-cam")).isInstanceOf(GradCam.class);
    assertThat(Methods.method("layer-cam")).isInstanceOf(LayerCam.class);
    assertThat(Methods.method("random")).isInstanceOf(RandomMap.class);
  }

  @Test
  void anUnknownIdNamesTheClosest() {
    // Edits from "grad-camm": 1, 2 and 2.
    assertThatThrownBy(() -> Methods.method("grad-camm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Unknown method: grad-camm"
                + " (closest: grad-cam, grad-cam++, xgrad-cam; heatmill methods lists all)");
  }

  @Test
  void idsAreUniqueAndInTheirOwnStyle() {
    assertThat(Methods.all()).extracting(SaliencyMethod::id).doesNotHaveDuplicates();
    assertThat(Methods.all())
        .allSatisfy(
            method -> {
              assertThat(method.id()).matches("[a-z][a-z0-9+-]*");
              assertThat(method.card().summary()).isNotBlank().doesNotContain("\n");
              assertThat(method.card().cost()).isNotBlank();
            });
  }

  @Test
  void methodsTravelToExecutors() throws Exception {
    for (SaliencyMethod method : Methods.all()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(method);
      }
      ByteArrayInputStream written = new ByteArrayInputStream(bytes.toByteArray());
      try (ObjectInputStream in = new ObjectInputStream(written)) {
        assertThat(((SaliencyMethod) in.readObject()).id()).isEqualTo(method.id());
      }
    }
  }
}
