package io.github.heatmill.job.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as spreadsheets and programs write them. */
class CsvTableTest {
  private static final String MARK = "\ufeff";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void cellsAreSeparatedByTheSignThatSeparatesTheHeader(String separator) throws IOException {
    String text = "image,label,note\na.jpg,cat,x\n\"b;,|\tb.jpg\",dog,y\n".replace(",", separator);

    assertThat(cells(text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly("a.jpg=cat", "b;,|\tb.jpg=dog".replace(",", separator));
  }

  @Test
  void theEncodingIsUtf8OrUtf16WithOrWithoutAMark() throws IOException {
    String text = "image;label\nkätzchen 猫.jpg;cat\n";
    for (Charset each :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      for (String mark : List.of("", MARK)) {
        assertThat(cells((mark + text).getBytes(each)))
            .as(each + mark)
            .containsExactly("kätzchen 猫.jpg=cat");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1,''", "UTF-32LE,\ufeff", "UTF-32BE,\ufeff"})
  void anotherEncodingIsRefused(String encoding, String mark) {
    String text = mark + "image,label\nk\u00e4tzchen.jpg,cat\n";

    assertThatThrownBy(() -> cells(text.getBytes(Charset.forName(encoding))))
        .hasMessage(
            "Invalid labels: file:"
                + folder
                + "/labels.csv is neither UTF-8 nor UTF-16 (save it as UTF-8)");
  }

  @Test
  void blankLinesAndLineEndsOfWindowsDoNoHarm() throws IOException {
    String text = "\r\n\r\nimage,label\r\n\r\n,\r\n   \r\na.jpg,cat\r\n , \r\nb.jpg,dog\r\n\r\n";

    assertThat(cells(text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly("a.jpg=cat", "b.jpg=dog");
  }

  private List<String> cells(byte[] content) throws IOException {
    Path file = Demo.write(folder.resolve("labels.csv"), content);
    return CsvTable.read(
        CsvTable.Content.LABELS,
        new org.apache.hadoop.fs.Path(file.toUri()),
        new Configuration(),
        CsvTableTest::rows);
  }

  private static List<String> rows(CsvTable table) {
    int image = table.column(List.of("image"));
    int label = table.column(List.of("label"));
    List<String> rows = new ArrayList<>();
    for (Optional<String[]> row = table.next(); row.isPresent(); row = table.next()) {
      rows.add(row.get()[image] + "=" + row.get()[label]);
    }
    return rows;
  }
}
