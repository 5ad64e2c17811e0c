package io.github.heatmill.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.file.NetworkFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pins the source text that is generated for one network, because every number of every run depends
 * on it. A hash may change only together with the numbers of the golden tests, or when they are
 * shown to stay the same.
 */
class GeneratedTextTest {
  private static final Path NETWORKS = Path.of("test/resources/networks");

  @TempDir Path folder;

  @Test
  void methodsForAllLayersAndAccessesStayTheSame() throws Exception {
    NetworkFile file = NetworkFile.read(NETWORKS.resolve("residual-scripted.pt"));
    Path opened = folder.resolve("opened.pt");
    file.writeOpened(
        OpeningRequest.at(file.explainable().toList(), Set.of(Access.values())), opened);

    assertThat(generated(opened)).contains("def heatmill_full_gradients(self: ");
    assertThat(sha256(generated(opened)))
        .isEqualTo("50ce799578963b1b5f2e7eedf02c81a420fc353b25c8dcffee9be7e2426e00b1");
  }

  @Test
  void methodsForOneLayerOfANetworkWithAListStayTheSame() throws Exception {
    NetworkFile file = NetworkFile.read(NETWORKS.resolve("concatenating-traced.pt"));
    Path opened = folder.resolve("opened.pt");
    List<String> layers = file.explainable().limit(2).toList();
    file.writeOpened(OpeningRequest.at(layers, Set.of(Access.HEAD)), opened);

    assertThat(sha256(generated(opened)))
        .isEqualTo("1f7ed96d890e817489c5fe56942ed141a9b8bbfe74490b1d5a8f39ffcc477cf9");
  }

  @Test
  void theListingOfShapesStaysTheSame() throws Exception {
    Path listing = folder.resolve("listing.pt");
    NetworkFile.read(NETWORKS.resolve("shuffling-traced.pt"))
        .writeForListing(Set.of("stem"), listing);

    assertThat(sha256(generated(listing)))
        .isEqualTo("4f702adc1fe1fb8e1996b045422c0206abe217a299edb55e378f779e61de717c");
  }

  @Test
  void noPlaceholderIsLeft() throws Exception {
    NetworkFile file = NetworkFile.read(NETWORKS.resolve("twooutputs-traced.pt"));
    Path opened = folder.resolve("opened.pt");
    file.writeOpened(
        OpeningRequest.at(file.explainable().toList(), Set.of(Access.HEAD, Access.CURVATURE)),
        opened);

    assertThat(generated(opened)).doesNotContain("${");
  }

  /** The methods at the end of the network's class. */
  private static String generated(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String source =
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        int start = entry.getName().endsWith(".py") ? source.indexOf("  def heatmill_") : -1;
        text.append(start < 0 ? "" : source.substring(start));
      }
    }
    return text.toString();
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
