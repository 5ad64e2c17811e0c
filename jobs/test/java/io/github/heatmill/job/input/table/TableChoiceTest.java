package io.github.heatmill.job.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that hold tables of lake formats are never read as loose Parquet files. */
class TableChoiceTest {
  @TempDir Path folder;

  @Test
  void tablesOfDeltaIcebergAndHudiAreRefusedWithoutTheirReader() {
    write("delta/_delta_log/00000000000000000000.json");
    write("iceberg/metadata/v1.metadata.json");
    write("hudi/.hoodie/hoodie.properties");

    for (String name : new String[] {"Delta", "Iceberg", "Hudi"}) {
      String table = folder + "/" + name.toLowerCase();
      assertThatThrownBy(() -> recognised(table))
          .hasMessage(
              "Missing reader: "
                  + table
                  + " is a "
                  + name
                  + " table, and its reader is not on the class path (add it after --spark by"
                  + " --packages or --jars, or export the table to Parquet)");
    }
  }

  @Test
  void aPartOfSuchATableIsRefusedWithItsName() {
    write("delta/_delta_log/00000000000000000000.json");
    write("delta/year=2024/part-0.parquet");

    for (String part : new String[] {"/year=2024", "/year=2024/part-0.parquet", "/*.parquet"}) {
      assertThatThrownBy(() -> recognised(folder + "/delta" + part))
          .hasMessageStartingWith(
              "Part of a table: %s/delta%s belongs to the Delta table file:%s/delta (name that"
                  .formatted(folder, part, folder));
    }
  }

  @Test
  void otherFoldersKeepTheirFormat() throws IOException {
    write("plain/metadata/notes.json");
    write("plain/part-0.parquet");

    assertThat(recognised(folder + "/plain").format()).isEqualTo("parquet");
    assertThat(recognised("catalog.photos").format()).isEqualTo("parquet");
    assertThat(recognised("nowhere://x/y").format()).isEqualTo("parquet");
  }

  private void write(String file) {
    Demo.write(folder.resolve(file), new byte[] {'{', '}'});
  }

  private static TableChoice recognised(String name) throws IOException {
    return TableChoice.of(name).recognised(new Configuration());
  }
}
