package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.input.label.LabelSource;
import io.github.heatmill.job.input.listing.FileFilter;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.support.Annotations;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.support.UglyNames;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any name may stand at any place: file, folder, class, glob, label, tar entry, table, output. */
class UglyNamesTest {
  private static final byte[] IMAGE = Demo.bytes(Demo.image("jug", 1));
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void write() {
    images = folder.resolve("images");
    UglyNames.ALL.forEach(name -> Demo.write(images.resolve(name).resolve(name + ".jpg"), IMAGE));
  }

  @Test
  void asImageAndFolderEachIsFoundFromAboveAndWhenItIsNamed() throws IOException {
    assertThat(uris(images.toString())).containsExactlyInAnyOrderElementsOf(all());
    for (String name : UglyNames.ALL) {
      Path file = images.resolve(name).resolve(name + ".jpg");
      assertThat(uris(file.getParent().toString())).containsExactly("file:" + file);
      assertThat(uris(file.toString(), file.getParent() + "/")).containsExactly("file:" + file);
    }
  }

  @Test
  void asGlobEachMatchesItselfWhereItsSignsAreQuoted() throws IOException {
    for (String name : UglyNames.ALL) {
      String quoted = name.replaceAll("[\\\\*?\\[\\]{},]", "\\\\$0");
      assertThat(uris(images + "/?*/" + quoted + ".jp*"))
          .as(name)
          .containsExactly("file:" + images + "/" + name + "/" + name + ".jpg");
    }
  }

  @Test
  void asClassEachIsTheLabelOfItsImages() throws IOException {
    List<ListedFile> files = list("folder", images.toString());

    assertThat(files).hasSameSizeAs(UglyNames.ALL);
    assertThat(files).allMatch(f -> f.uri().endsWith("/" + f.labelText() + ".jpg"));
  }

  @Test
  void asRowOfLabelsAndAnnotationsEachMeansItsImage() throws IOException {
    String rows =
        UglyNames.ALL.stream()
            .map(name -> quoted(name + ".jpg") + "," + UglyNames.ALL.indexOf(name) + ",1,1,1,1\n")
            .collect(Collectors.joining());
    Path csv =
        Demo.write(
            folder.resolve("rows.csv"),
            ("image,label,x,y,width,height\n" + rows).getBytes(StandardCharsets.UTF_8));

    for (ListedFile file : list(csv.toString(), images.toString())) {
      String name = UglyNames.ALL.get(Integer.parseInt(file.labelText()));
      assertThat(file.uri()).endsWith("/" + name + ".jpg");
    }
    assertThat(Annotations.found("csv:" + csv, all())).hasSameSizeAs(UglyNames.ALL);
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Test
  void asTarEntryEachIsAnImage() throws IOException {
    Path tar = folder.resolve("x [1]#%20.tar");
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (String name : UglyNames.ALL) {
        TarArchiveEntry entry = new TarArchiveEntry("d/" + name.replace("\\", "/") + "x.jpg");
        entry.setSize(IMAGE.length);
        out.putArchiveEntry(entry);
        out.write(IMAGE);
        out.closeArchiveEntry();
      }
    }

    assertThat(
            ShardImages.first(
                InputImage.file("file:" + tar, null), ShardImages.Labels.OF_SHARD, 100, HADOOP))
        .extracting(InputImage::image)
        .hasSameSizeAs(UglyNames.ALL)
        .doesNotHaveDuplicates();
  }

  @Test
  void asOutputModelAndTableAllSignsTogetherGoThroughARun() throws IOException {
    String signs = "[1]{2} #3 50% %20 +;,&=$'\"\\ k\u00e4se \uD83D\uDE00 -\u202e~";
    Path model = folder.resolve("model a:b " + signs);
    for (String file : Demo.names(Demo.MODEL)) {
      Demo.copy(Demo.MODEL.resolve(file), model.resolve(file));
    }
    Path output = folder.resolve("output " + signs + "\n");

    Run run = run(List.of("--images", images.toString()), model, output);

    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    List<Row> rows =
        Spark.session().read().parquet(quotedGlob(output) + "/predictions").collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs("image"))
        .containsExactlyInAnyOrderElementsOf(all());
    Path table = folder.resolve("table " + signs);
    Spark.session()
        .createDataFrame(
            UglyNames.ALL.stream()
                .limit(3)
                .map(name -> org.apache.spark.sql.RowFactory.create(IMAGE, name))
                .toList(),
            org.apache.spark.sql.types.StructType.fromDDL("photo BINARY, name STRING"))
        .write()
        .parquet(table.toString());

    Run ofTable = run(List.of("--table", table.toString()), model, folder.resolve("o " + signs));

    assertThat(ofTable.errors()).isEmpty();
    assertThat(ofTable.out()).contains("Explained  3");
  }

  private static Run run(List<String> source, Path model, Path output) {
    List<String> command = new ArrayList<>(List.of("explain"));
    command.addAll(source);
    command.addAll(List.of("--model", model.toString(), "--output", output.toString()));
    command.addAll(List.of("--layer", "features.stage4", "--methods", "random"));
    return Run.of(command.toArray(String[]::new));
  }

  private static String quotedGlob(Path path) {
    return path.toString().replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
  }

  private List<String> all() {
    return UglyNames.ALL.stream()
        .map(name -> "file:" + images + "/" + name + "/" + name + ".jpg")
        .toList();
  }

  private static List<String> uris(String... places) throws IOException {
    return ImageSource.Files.list(List.of(places), HADOOP).found().files().stream()
        .map(ListedFile::uri)
        .toList();
  }

  private static List<ListedFile> list(String labels, String place) throws IOException {
    return ImageSource.Files.list(
            List.of(place), FileFilter.ALL, LabelSource.of(Optional.of(labels), HADOOP), HADOOP)
        .found()
        .files();
  }
}
