package io.github.heatmill.job.input.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every entry of a folder is an image, an error, or skipped for a reason that is counted. */
@Timeout(20)
class ImageListingTest {
  private static final byte[] JPEG = Demo.bytes(Demo.image("jug", 1));
  private static final byte[] TEXT = "No picture.\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void whatAnImageIsIsDecidedByItsFirstBytesWhereTheNameDoesNotSayIt() throws IOException {
    write("a.jpg", TEXT);
    write("b", JPEG);
    write("c.jfif", JPEG);
    write("d.data", JPEG);
    write("e.txt", TEXT);
    write("f", "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8));
    write("g", new byte[0]);
    write("h.html", "<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8));

    FoundFiles found = list(folder.toString());

    assertThat(names(found)).containsExactly("a.jpg", "b", "c.jfif", "d.data", "f");
    assertThat(found.skipped().byReason())
        .isEqualTo(Map.of("text file", 1L, "empty file", 1L, "HTML page", 1L));
    assertThat(found.skipped()).hasToString("3: HTML page 1, empty file 1, text file 1");
  }

  @Test
  void aFileThatIsNamedOutrightIsAnImageWhateverItsName() throws IOException {
    write("notes.txt", TEXT);
    write(".hidden", JPEG);

    assertThat(names(list(folder + "/notes.txt", folder + "/.hidden")))
        .containsExactly(".hidden", "notes.txt");
    assertThat(names(list(folder + "/note*"))).isEmpty();
  }

  @Test
  void linksThatLeadNowhereAreErrorsIfTheyHaveTheNameOfAnImage() throws IOException {
    link("gone.jpg", ".git/annex/objects/SHA256-s1.jpg");
    link("self.png", "self.png");
    link("gone", "nowhere");
    link("good.jpg", write("b/1.jpg", JPEG).toString());

    FoundFiles found = list(folder.toString());

    assertThat(problems(found))
        .containsExactly(
            "gone.jpg: Link leads nowhere: to .git/annex/objects/SHA256-s1.jpg"
                + " (fetch that file, as git annex get and dvc pull do, or remove the link)",
            "self.png: Link cannot be followed: to self.png (Too many levels of symbolic links or"
                + " unable to access attributes of symbolic link)");
    assertThat(names(found)).containsExactly("b/1.jpg", "gone.jpg", "good.jpg", "self.png");
    assertThat(found.skipped().byReason()).isEqualTo(Map.of("link that leads nowhere", 1L));
    assertThat(problems(list(folder + "/g*.jpg"))).hasSize(1);
    assertThat(problems(list(folder + "/gone.jpg"))).hasSize(1);
  }

  @Test
  void aFolderIsEnteredOnceAndUnderItsOwnName() throws IOException {
    write("d/cats/1.jpg", JPEG);
    link("d/a", "cats");
    link("d/self", ".");
    link("d/cats/up", "..");
    link("d/out", write("elsewhere/2.jpg", JPEG).getParent().toString());
    link("d/out2", "out");

    FoundFiles found = list(folder + "/d");

    assertThat(names(found)).containsExactly("d/cats/1.jpg", "d/out/2.jpg");
    assertThat(found.skipped().byReason())
        .isEqualTo(Map.of("link to a folder that is listed already", 4L));
    assertThat(names(list(folder + "/d/*"))).isEqualTo(names(found));
    assertThat(names(list(folder + "/d/self"))).hasSize(2);
  }

  @Test
  void twoLoopsEnd() throws IOException {
    write("1.jpg", JPEG);
    link("x", ".");
    link("y", ".");

    assertThat(names(list(folder.toString()))).containsExactly("1.jpg");
  }

  @Test
  void pipesAndDevicesAreNeverOpened() throws Exception {
    shell("mkfifo pipe.jpg pipe; ln -s /dev/zero zero.png");
    write("1.jpg", JPEG);

    FoundFiles found = list(folder.toString());

    assertThat(problems(found))
        .containsExactly(
            "pipe.jpg: Image is a named pipe, socket or device, which is never opened (put a regular file there)",
            "zero.png: Image is a named pipe, socket or device, which is never opened (put a regular file there)");
    assertThat(found.skipped().byReason()).isEqualTo(Map.of("named pipe, socket or device", 1L));
    assertThat(problems(list(folder + "/pipe"))).hasSize(1);
  }

  @Test
  void aNameThatIsNotUtf8IsAnErrorThatCanBeTyped() throws Exception {
    shell(
        "mkdir $'dir\\xe9'; touch $'caf\\xe9.jpg' $'dir\\xe9/1.jpg' $'k\\xc3\\xa4se\\xff\\\\.png'"
            + " $'note\\xe9.txt'; printf GIF89a > $'pic\\xe9'");

    FoundFiles found = list(folder.toString());

    assertThat(problems(found))
        .containsExactly(
            "caf\\xE9.jpg: File name is not UTF-8 (rename the file or its folder, as convmv does)",
            "dir\\xE9/1.jpg: File name is not UTF-8 (rename the file or its folder, as convmv does)",
            "käse\\xFF\\.png: File name is not UTF-8 (rename the file or its folder, as convmv does)",
            "pic\\xE9: File name is not UTF-8 (rename the file or its folder, as convmv does)");
    assertThat(found.skipped().byReason()).isEqualTo(Map.of("empty file", 1L));
  }

  @Test
  void globsMatchNamesThatBeginWithAColonAndSkipThem() throws IOException {
    for (String name : List.of("ok1.jpg", ":lead.jpg", "ok:2.jpg", "-dash.jpg")) {
      write(name, JPEG);
    }

    assertThat(names(list(folder + "/ok*.jpg"))).containsExactly("ok1.jpg", "ok:2.jpg");
    assertThat(names(list(folder + "/:l*.jpg", folder + "/[-]*"))).hasSize(2);
    assertThat(names(list(folder + "/{ok?,-dash}.jpg"))).containsExactly("-dash.jpg", "ok1.jpg");
    assertThatThrownBy(() -> list(folder + "/[a")).hasMessageStartingWith("Invalid glob: ");
    assertThatThrownBy(() -> list(folder + "/none*", folder + "/no"))
        .hasMessageStartingWith("Missing images: " + folder + "/none*, " + folder + "/no (must be");
  }

  @Test
  void globsChooseAmongTheFilesAndTheOthersAreCounted() throws IOException {
    for (String name : List.of("cats/1.jpg", "cats/2.png", "dogs/1.jpg", "dogs/deep/3.jpg")) {
      write(name, JPEG);
    }

    FoundFiles found = list(new FileFilter(List.of("*.jpg"), List.of("dogs/**")), folder);

    assertThat(names(found)).containsExactly("cats/1.jpg");
    assertThat(found.skipped().byReason())
        .isEqualTo(Map.of("not among --include", 1L, "excluded by --exclude", 2L));
    assertThat(names(list(FileFilter.excluding("*/1.jpg"), folder)))
        .containsExactly("cats/2.png", "dogs/deep/3.jpg");
    assertThat(names(list(FileFilter.including("dogs/*.jpg", "[a-c]*/*"), folder))).hasSize(3);
    assertThatThrownBy(() -> list(FileFilter.including("{a"), folder))
        .hasMessageStartingWith("Invalid --include: {a (");
  }

  @Test
  void anEntryThatTwoPlacesShareCountsOnce() throws IOException {
    write("cats/1.jpg", JPEG);
    write("cats/notes.txt", TEXT);

    FoundFiles found =
        list(folder.toString(), folder + "/cats", folder + "/*/*", folder + "/cats/*");

    assertThat(names(found)).containsExactly("cats/1.jpg");
    assertThat(found.skipped().total()).isEqualTo(1);
  }

  private Path write(String name, byte[] content) {
    return Demo.write(folder.resolve(name), content);
  }

  private void link(String name, String target) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }

  /** Makes files whose names Java cannot write. */
  private void shell(String script) throws Exception {
    Process bash = new ProcessBuilder("bash", "-c", script).directory(folder.toFile()).start();
    assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).isZero();
  }

  private List<String> names(FoundFiles found) {
    return found.files().stream().map(file -> name(file)).toList();
  }

  private List<String> problems(FoundFiles found) {
    return found.files().stream()
        .filter(file -> file.problem() != null)
        .map(file -> name(file) + ": " + file.problem())
        .toList();
  }

  private String name(ListedFile file) {
    return file.uri().substring(("file:" + folder + "/").length());
  }

  private static FoundFiles list(String... places) throws IOException {
    return ImageListing.list(
        Arrays.asList(places), FileFilter.ALL, Long.MAX_VALUE, new Configuration());
  }

  private static FoundFiles list(FileFilter filter, Path place) throws IOException {
    return ImageListing.list(
        List.of(place.toString()), filter, Long.MAX_VALUE, new Configuration());
  }
}
