package io.github.heatmill.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.udf.sql.GreyImages;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-lines")
class ExplainerTest {
  @TempDir Path folder;

  private Dataset<Row> images;

  @BeforeEach
  void model() throws IOException {
    GreyImages.modelIn(folder);
    images = GreyImages.table();
    images.createOrReplaceTempView("images");
  }

  private Explainer explainer() {
    return new Explainer()
        .setModelUrl(folder.toString())
        .setLayer("conv")
        .setMethod("layer-cam")
        .setInputCol("content")
        .setOutputCol("e")
        .setBatchSize(4);
  }

  @Test
  void theStageGivesTheSameAsTheFunction() {
    GreyImages.useModelIn(folder);

    assertThat(explainer().transform(images).collectAsList())
        .hasSize(12)
        .containsExactlyElementsOf(
            TestSession.rows("SELECT *, explain(content, 'layer-cam') AS e FROM images"));
  }

  @Test
  void theStageRunsInAPipelineThatIsSavedAndLoaded() throws IOException {
    SQLTransformer after =
        new SQLTransformer().setStatement("SELECT name, e.status, e.predicted FROM __THIS__");
    PipelineModel pipeline =
        new Pipeline().setStages(new PipelineStage[] {explainer(), after}).fit(images);
    Path saved = folder.resolve("pipeline");

    pipeline.write().save(saved.toString());

    assertThat(PipelineModel.load(saved.toString()).transform(images).collectAsList())
        .hasSize(12)
        .containsExactlyElementsOf(pipeline.transform(images).collectAsList());
  }

  @Test
  void parametersAreSavedAndLoaded() throws IOException {
    Path saved = folder.resolve("explainer");

    explainer().write().save(saved.toString());

    Explainer loaded = Explainer.load(saved.toString());
    assertThat(loaded.explainParams())
        .contains("batchSize: images in one forward pass (default: 16, current: 4)")
        .contains(
            "modelUrl: a saved network (.pt or .pt2), or a folder with one (current: " + folder)
        .contains("method:", "current: layer-cam")
        .contains("inputCol:", "outputCol:", "layer:");
  }

  @Test
  void aCopyHasParametersOfItsOwn() {
    Explainer copy = explainer().copy(new org.apache.spark.ml.param.ParamMap());
    copy.setOutputCol("other");

    assertThat(copy.transformSchema(images.schema()).fieldNames()).endsWith("other");
    assertThat(explainer().transformSchema(images.schema()).fieldNames()).endsWith("e");
  }

  @Test
  void theSchemaIsCheckedBeforeAnyImageIsRead() {
    assertThatThrownBy(() -> explainer().setInputCol("photo").transformSchema(images.schema()))
        .hasMessage("Missing inputCol: photo (the table has name, label, content)");
    assertThatThrownBy(() -> explainer().setInputCol("label").transformSchema(images.schema()))
        .hasMessage("Invalid inputCol: label is int (must be binary: whole image files)");
    assertThatThrownBy(() -> explainer().setOutputCol("name").transformSchema(images.schema()))
        .hasMessage("Invalid outputCol: name is in the table already (choose another name)");
    assertThat(explainer().transformSchema(images.schema()))
        .isEqualTo(explainer().transform(images).schema());
  }

  @Test
  void badParametersAreNamed() {
    assertThatThrownBy(() -> new Explainer().transform(images))
        .hasMessageContaining("Missing model");
    assertThatThrownBy(() -> explainer().setMethod("grad-camm").transform(images))
        .hasMessageContaining("Unknown method: grad-camm");
    assertThatThrownBy(() -> explainer().setBatchSize(0)).hasMessageContaining("batchSize");
    assertThatThrownBy(() -> explainer().setLayer("convv").transform(images))
        .hasMessageContaining("convv");
  }
}
