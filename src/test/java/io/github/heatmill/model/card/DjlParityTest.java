package io.github.heatmill.model.card;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.translator.BaseImageTranslator;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Blocks;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslatorContext;
import io.github.heatmill.image.Fixtures;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network's input of one picture, 61 x 45, compared with DJL's own translator. */
class DjlParityTest {
  private static final Pixels PICTURE = Fixtures.png("source.png");

  /** DJL cuts values off to whole levels, and Pillow rounds them. */
  private static final double LEVELS = 1.01;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resize=true                                          | 1",
        "resize=24,20,BICUBIC                                 | 1",
        "resize=24,20,NEAREST                                 | 1",
        "resize=24,20,AREA                                    | 1",
        "resize=40,30;centerCrop=true                         | 1",
        "resize=30;centerCrop=true;normalize=true             | 0.22",
        "resizeShort=26;centerCrop=true                       | 1",
        "resizeShort=true;centerFit=true                      | 1",
        "resizeShort=26,30,BICUBIC;centerFit=true             | 1",
        "centerCrop=true                                      | 1",
        "pad=200;resize=true                                  | 1",
        "resize=true;toTensor=false                           | 0.00392156862745098",
        "resize=true;toTensor=false;range=0,1                 | 1",
        "resize=true;toTensor=false;range=-1,1                | 0.50196",
        "resize=true;range=-1,1                               | 128",
        "resize=true;normalize=0.5,0.4,0.3,0.2,0.25,0.3       | 0.2"
      })
  void theInputIsThatOfDjlWithinRounding(String properties, double std) throws Exception {
    String text = "width=24;height=20;" + properties;
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.split(";")) {
      values.put(line.split("=", 2)[0].strip(), line.split("=", 2)[1].strip());
    }
    Preprocessing preprocessing = read(text.replace(';', '\n'));
    float[] ours = preprocessing.apply(PICTURE).values();
    Values djl = djl(values);
    boolean last = preprocessing.encoding().form().isChannelsLast();
    assertThat(djl.shape).containsExactly(last ? new long[] {20, 24, 3} : new long[] {3, 20, 24});
    assertThat(djl.bytes).isEqualTo(preprocessing.encoding().form().isBytes());
    double largest = 0;
    for (int i = 0; i < ours.length; i++) {
      int theirs = last ? i % 480 * 3 + i / 480 : i;
      largest = Math.max(largest, Math.abs(ours[i] - djl.numbers[theirs]));
    }
    assertThat(largest).isLessThan(LEVELS / 255 / std);
  }

  private static Preprocessing read(String properties) throws Exception {
    CardFiles beside =
        file ->
            file.equals("serving.properties")
                ? Optional.of(properties.getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    return ModelDescription.of(beside, file -> Optional.empty()).card().preprocessing();
  }

  private static Values djl(Map<String, String> arguments) throws Exception {
    Image picture =
        ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(PICTURE.png()));
    try (Model model = Model.newInstance("identity", "PyTorch")) {
      model.setBlock(Blocks.identityBlock());
      try (Predictor<Image, Values> predictor =
          model.newPredictor(new Builder(arguments).build())) {
        return predictor.predict(picture);
      }
    }
  }

  private record Values(float[] numbers, long[] shape, boolean bytes) {}

  /** DJL's preprocessing without its postprocessing. */
  private static final class Builder extends BaseImageTranslator.BaseBuilder<Builder> {
    Builder(Map<String, String> arguments) {
      configPreProcess(arguments);
      optBatchifier(Batchifier.STACK);
    }

    @Override
    protected Builder self() {
      return this;
    }

    BaseImageTranslator<Values> build() {
      return new BaseImageTranslator<>(this) {
        @Override
        public Values processOutput(TranslatorContext context, NDList list) {
          NDArray input = list.singletonOrThrow();
          boolean bytes = input.getDataType() == DataType.UINT8;
          float[] numbers = input.toType(DataType.FLOAT32, false).toFloatArray();
          return new Values(numbers, input.getShape().getShape(), bytes);
        }
      };
    }
  }
}
