package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.WithoutSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** One problem at a time, where Spark could not even start. */
class ConfigurationProblemsTest extends WithoutSpark {
  @Test
  void aMissingModel() {
    assertProblem(
        withModel("/nowhere/model.pt"),
        "Missing model: /nowhere/model.pt (must be a .pt or .pt2 file, or a folder with one)");
  }

  @Test
  void aFolderWithoutAModel() {
    assertProblem(
        withModel(images),
        "Invalid model folder: "
            + images
            + " has no model file (must have one .pt or .pt2 file, or name the file)");
  }

  @Test
  void aModelThatIsNoArchive() {
    Path text = Demo.write(folder.resolve("text.pt"), BadImages.text());
    assertProblem(
        withModel(text),
        "Unreadable network: "
            + text
            + " is of no known kind (must be a .pt2 file of torch.export.save or a .pt file of"
            + " torch.jit.save; in Python:"
            + " torch.export.save(torch.export.export(model.eval(), (example,)), \"model.pt2\"))");
  }

  @Test
  void aModelThatIsWeightsOnly() {
    Path weights = Path.of("../src/test/resources/networks/weights-only.pt").toAbsolutePath();
    assertProblem(
        withModel(weights.normalize()),
        "Unreadable network: "
            + weights.normalize()
            + " holds weights alone (a state dict), without code (load it into the model,"
            + " then in Python:"
            + " torch.export.save(torch.export.export(model.eval(), (example,)), \"model.pt2\"))");
  }

  @Test
  void aModelThatIsAnotherThanIsMeant() {
    Path model = Demo.write(folder.resolve("other.pt"), BadImages.text());
    String hash = DigestUtils.sha256Hex(BadImages.text());
    String wanted = "0123456789AB" + "0".repeat(52);
    assertProblem(
        withModel(model.toString(), "--model-sha256", wanted),
        "Wrong model: "
            + model
            + " has the SHA-256 "
            + hash.substring(0, 12)
            + "... (must be 0123456789ab...; fetch it again, or ask for this one if it is right)");
  }

  @Test
  void aHashThatIsNone() {
    for (String hash : new String[] {"", "abc", "g".repeat(64), "0".repeat(65)}) {
      assertProblem(
          demo("--model-sha256", hash),
          "Invalid --model-sha256: "
              + hash
              + " (must be the 64 hexadecimal digits that sha256sum prints)");
    }
  }

  @Test
  void aLayerThatCannotBeExplained() {
    assertProblem(
        demo("--layer", "features.stage4.relu"),
        "Layer cannot be explained: features.stage4.relu, because it is called several times in"
            + " one forward pass (nearest that can: features.stage4, features.stage4.conv1,"
            + " features.stage4.bn1)");
  }

  @Test
  void anOutputThatExists() {
    Path taken = folder.resolve("taken");
    Demo.write(taken.resolve("notes.txt"), new byte[1]);
    assertProblem(Run.demo(images, taken), "Output exists: " + taken + " (name another folder)");
    assertThat(Demo.names(taken)).containsExactly("notes.txt");
  }

  @Test
  void noImagesAmongTheFiles() {
    Path documents = folder.resolve("documents");
    Demo.write(documents.resolve("a.txt"), new byte[1]);
    Demo.write(documents.resolve("below/b.xml"), new byte[1]);
    Demo.write(documents.resolve(".hidden/c.jpg"), new byte[1]);
    assertProblem(
        Run.demo(documents, output),
        "No images found: " + documents + " (skipped 3: file of unknown format 2, hidden 1)");
  }

  @Test
  void allPlacesThatAreMissing() {
    assertProblem(
        Run.demo("/nowhere", output, "--images", images.toString(), "/no*where/*.jpg"),
        "Missing images: /nowhere, /no*where/*.jpg"
            + " (must be a file, a folder or a glob that matches)");
  }

  @Test
  void normalizationThatIsNotThreeMeansAndDeviations() {
    assertProblem(
        demo("--normalize", "0.5,0.25"),
        "Invalid --normalize: [0.5, 0.25] (must be three means and three standard deviations)");
    assertProblem(
        demo("--normalize", "0.5,0.5,0.5,1,1,0"),
        "Invalid std: [1.0, 1.0, 0.0] (must be > 0 and finite)");
  }

  @Test
  void sizesThatAreNotPositive() {
    assertProblem(
        demo("--input-size", "0"),
        "Invalid width: 0 (must be > 0); Invalid height: 0 (must be > 0)");
    assertProblem(demo("--max-megapixels", "0"), "Invalid --max-megapixels: 0 (must be 1 to 500)");
    assertProblem(demo("--bits", "7"), "Invalid --bits: 7 (must be 8 to 32)");
  }

  @Test
  void classNamesThatAreMissing() {
    assertProblem(
        demo("--classes", "/nowhere/synset.txt"),
        "Missing class names: /nowhere/synset.txt (must hold one a line)");
  }

  @Test
  void labelsThatAreMissing() {
    assertProblem(
        demo("--labels", "/nowhere/labels.csv"),
        "Missing labels: /nowhere/labels.csv (must be folder, folder:number, folder:text or a CSV file)");
  }

  @Test
  void labelsWithoutTheirColumns() {
    assertProblem(
        demo("--labels", csv("image,kind\n1.jpg,jug\n")),
        "Invalid labels: " + folder + "/labels.csv has no column label or class");
    assertProblem(
        demo("--labels", csv("")),
        "Invalid labels: "
            + folder
            + "/labels.csv has no column image or path or file or filename");
  }

  @Test
  void labelsWithAShortRow() {
    assertProblem(
        demo("--labels", csv("image,label\n1.jpg,jug\n2.jpg\n")),
        "Invalid labels: " + folder + "/labels.csv has a short row: 2.jpg");
  }

  @Test
  void labelsThatAreNoTable() {
    assertProblem(
        demo("--labels", csv("image,label\n1.jpg,jug\n" + "x".repeat(5_000))),
        "Invalid labels: " + folder + "/labels.csv is no CSV from line 3 on");
  }

  @Test
  void labelsOfFilesForATable() {
    assertProblem(
        Run.demoTable("/nowhere", output, "--labels", "folder"),
        "Invalid --labels: folder with --table (must be --label-column)");
  }

  private static Run demo(String... more) {
    return Run.demo(images, output, more);
  }

  private static Run withModel(Path model) {
    return withModel(model.toString());
  }

  private static Run withModel(String model, String... more) {
    List<String> command =
        List.of("explain", "--images", "" + images, "--model", model, "--output", "" + output);
    return Run.of(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static String csv(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return Demo.write(folder.resolve("labels.csv"), content).toString();
  }

  private static void assertProblem(Run run, String problem) {
    assertThat(run.errors()).containsExactly("heatmill: " + problem);
    assertThat(run.exit()).isEqualTo(2);
  }
}
