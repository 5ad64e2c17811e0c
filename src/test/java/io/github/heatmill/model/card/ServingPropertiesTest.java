package io.github.heatmill.model.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ValueScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingPropertiesTest {
  private static final Channels NO_MEAN = Channels.rgb(0);
  private static final Channels NO_STD = Channels.rgb(1);

  @TempDir Path folder;

  @Test
  void anEmptyFileIsDjlsDefaults() throws IOException {
    assertThat(preprocessing(""))
        .isEqualTo(new Preprocessing(224, 224, Resizing.stretch(), NO_MEAN, NO_STD));
    assertThat(notes(""))
        .containsExactly(
            "serving.properties: Neither resize, resizeShort, centerCrop nor centerFit (images of"
                + " another size than 224 x 224 are resized to it; DJL would feed them as they"
                + " are)");
  }

  @Test
  void whatTheNetworkReturnsMayBeGiven() throws IOException {
    Files.writeString(
        folder.resolve("serving.properties"), "resize=true\noutputKind=binary\noutputPart=out/0\n");
    assertThat(ModelDescription.of(folder.resolve("net.pt")).card().output())
        .isEqualTo(
            new NetworkOutput(
                List.of("out", "0"),
                OutputKind.BINARY,
                "given by outputKind in serving.properties",
                false));

    Files.writeString(folder.resolve("serving.properties"), "resize=true\noutputKind=logits\n");
    assertThatThrownBy(() -> ModelDescription.of(folder.resolve("net.pt")))
        .hasMessage(
            "Unknown outputKind in serving.properties: logits (must be one of softmax, probabilities, sigmoid,"
                + " sigmoid-probabilities, binary, binary-probability, regression, embedding)");
  }

  @Test
  void aDirectionBelongsToValuesAndReferencesToEmbeddings() throws IOException {
    Path file = folder.resolve("serving.properties");
    Path network = folder.resolve("net.pt");
    Files.writeString(file, "resize=true\noutputKind=regression\ndirection=down\n");
    assertThat(ModelDescription.of(network).card().output().scale().direction())
        .isEqualTo(ValueScale.Direction.DOWN);
    Files.writeString(
        file, "resize=true\noutputKind=embedding\nreferences=anna=a.png, faces/,s3a://b/t.csv#2\n");
    assertThat(ModelDescription.of(network).references())
        .containsExactly("anna=a.png", "faces/", "s3a://b/t.csv#2");
    assertThat(ModelDescription.of(network).notes()).isEmpty();

    Files.writeString(file, "resize=true\noutputKind=regression\ndirection=left\n");
    assertThatThrownBy(() -> ModelDescription.of(network))
        .hasMessage("Unknown direction in serving.properties: left (must be up or down)");
    Files.writeString(file, "resize=true\ndirection=down\n");
    assertThatThrownBy(() -> ModelDescription.of(network))
        .hasMessage(
            "Invalid direction in serving.properties: down (must stand beside outputKind=regression)");
    Files.writeString(file, "resize=true\noutputKind=softmax\nreferences=a.png\n");
    assertThatThrownBy(() -> ModelDescription.of(network))
        .hasMessage(
            "Invalid references in serving.properties: a.png (must stand beside"
                + " outputKind=embedding)");
  }

  @Test
  void theHeightIs224UnlessGiven() throws IOException {
    Preprocessing wide = preprocessing("width=64\nresize=true");
    assertThat(List.of(wide.width(), wide.height())).containsExactly(64, 224);
    assertThat(notes("width=64\nresize=true"))
        .containsExactly(
            "serving.properties: width=64 without height is an input of 64 x 224, as in DJL (write"
                + " height too)");
    assertThat(preprocessing("width=64\nheight=32.0\nresize=true").height()).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resize=true                                       | 0",
        "resize=224,224                                    | 224,224",
        "resize=256;centerCrop=true                        | 256,256,floor",
        "resize=300,200,BICUBIC;centerCrop=true            | 300,200,bicubic,floor",
        "resize=300,200;centerFit=true                     | 300,200,floor",
        "resize=224,224,AREA                               | 224,224,area",
        "resizeShort=256;centerCrop=true                   | 256,floor",
        "resizeShort=true;width=96;height=64;centerCrop=true | 96,floor",
        "resizeShort=256,400,NEAREST;centerFit=true        | 256,longest=400,nearest-edge,floor",
        "centerCrop=true                                   | none,floor",
        "centerFit=true                                    | none,floor",
        "pad=true;resize=true                              | square",
        "pad=114;resize=true                               | square,fill=727272",
        "pad=false;resize=true                             | 0",
        "resize=224,224,BICUBIC;antialias=false            | 224,224,bicubic-no-antialias",
        "resizeShort=256;centerCrop=TRUE;antialias=false   | 256,bilinear-no-antialias,floor"
      })
  void imagesAreResizedAsInDjl(String properties, String resizing) throws IOException {
    assertThat(preprocessing(properties.replace(';', '\n')).resizing())
        .hasToString(resizing)
        .isEqualTo(Resizing.parse(resizing));
  }

  @Test
  void resizeWithCenterCropWarnsOfBothKeys() throws IOException {
    assertThat(notes("resize=256\ncenterCrop=true"))
        .containsExactly(
            "serving.properties: resize=256 with centerCrop=true stretches every image to 256 x"
                + " 256, whatever its shape, as in DJL (for the shorter side write"
                + " resizeShort=256)");
    assertThat(notes("resize=256,256\ncenterCrop=true")).isEmpty();
    assertThat(notes("resizeShort=256\ncenterCrop=true")).isEmpty();
  }

  @Test
  void unknownKeysAreNamedAndThoseOfDjlsServerAreNot() throws IOException {
    assertThat(
            notes(
                "resize=true\nresizeshort=256\nengine=PyTorch\noption.mapLocation=true\n"
                    + "batch_size=4\nlabels=a"))
        .containsExactly(
            "serving.properties: Unknown key: labels (it is ignored; closest known: flag)",
            "serving.properties: Unknown key: resizeshort (it is ignored; closest known:"
                + " resizeShort)");
  }

  @Test
  void whatChangesNothingIsCheckedAndSaid() throws IOException {
    assertThat(notes("resize=true\napplySoftmax=true\ntopK=5")).isEmpty();
    assertThat(notes("resize=true\ntopK=3")).isEmpty();
    assertThat(read("resize=true\napplySoftmax=true").settings())
        .containsEntry("applySoftmax", "true");
  }

  @Test
  void normalizeIsImageNetsOrNoneOrSixNumbers() throws IOException {
    Preprocessing imageNet = preprocessing("normalize=true");
    assertThat(imageNet.mean()).isEqualTo(Preprocessing.IMAGENET_MEAN);
    assertThat(imageNet.std()).isEqualTo(Preprocessing.IMAGENET_STD);
    assertThat(preprocessing("normalize=false").mean()).isEqualTo(NO_MEAN);
    Preprocessing own = preprocessing("normalize=0.1, 0.2,0.3,1,2,4");
    assertThat(own.mean()).isEqualTo(Channels.of(0.1f, 0.2f, 0.3f));
    assertThat(own.std()).isEqualTo(Channels.of(1, 2, 4));
  }

  @Test
  void withoutTensorsPixelsAreBytesWithTheChannelsLast() throws IOException {
    Encoding bytes = preprocessing("toTensor=false").encoding();
    assertThat(bytes)
        .isEqualTo(new Encoding(Colours.RGB, NO_MEAN, Channels.rgb(1 / 255f), Form.NHWC_UINT8));
    assertThat(preprocessing("toTensor=false\nrange=0,1").encoding())
        .isEqualTo(new Encoding(Colours.RGB, NO_MEAN, NO_STD, Form.NHWC));
  }

  @Test
  void rangeAfterTensorsScalesTwiceAndIsSaid() throws IOException {
    // ((v / 255 - 0) / 1) / 255
    assertThat(preprocessing("range=0,1").std()).isEqualTo(Channels.rgb(255));
    assertThat(notes("resize=true\nrange=0,1"))
        .containsExactly(
            "serving.properties: range=0,1 with toTensor=true scales twice, as in DJL (for values"
                + " of 0,1 write toTensor=false with channels last, or normalize)");
  }

  @Test
  void greyIsOneChannelUnlessThreeMeansAreSubtracted() throws IOException {
    Preprocessing grey = preprocessing("flag=GRAYSCALE");
    assertThat(grey.channels()).isOne();
    assertThat(grey.encoding().colours()).isEqualTo(Colours.GREY);
    assertThat(preprocessing("flag=GRAYSCALE\nnormalize=true").channels()).isEqualTo(3);
    assertThat(preprocessing("flag=COLOR").encoding().colours()).isEqualTo(Colours.RGB);
  }

  @Test
  void wrongTextsAreReportedTogetherWithTheFile() {
    assertThatThrownBy(
            () -> preprocessing("width=wide\nresize=yes\ncenterCrop=1\nnormalize=1,2,3\nflag=RGB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "serving.properties: Invalid width: wide (must be a whole number above 0);"
                + " Invalid centerCrop: 1 (must be true or false);"
                + " Invalid resize: yes (must be true, N or W,H or W,H,INTERPOLATION);"
                + " Invalid flag: RGB (must be COLOR or GRAYSCALE);"
                + " Invalid normalize: 1,2,3 (must be three means and three standard deviations)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width=-1;resize=true | Invalid width: -1 (must be > 0)",
        "normalize=0,0,0,1,1,0 | Invalid std: [1.0, 1.0, 0.0] (must be > 0 and finite)",
        "normalize=a,b,c,d,e,f | Invalid normalize: a,b,c,d,e,f (must be three means and three"
            + " standard deviations)",
        "resize=256 | Invalid resize: 256,256 for an input of 224 x 224 (must be equal, or set"
            + " centerCrop)",
        "resize=224,224,LANCZOS | Invalid resize: 224,224,LANCZOS (must be true, N or W,H or"
            + " W,H,INTERPOLATION)",
        "resizeShort=256 | Invalid resizeShort: 256 without centerCrop or centerFit (images would"
            + " have different sizes; set one)",
        "resize=true;resizeShort=256;centerCrop=true | Invalid resize with resizeShort: true (must"
            + " be one of both)",
        "pad=true;resizeShort=256;centerCrop=true | Invalid pad: true (must go with resize, and"
            + " not with resizeShort)",
        "pad=300;resize=true | Invalid pad: 300 (must be true or a level of 0 to 255)",
        "toTensor=false;normalize=true | Invalid normalize with toTensor=false: true (needs"
            + " channels first)",
        "range=-1,2 | Invalid range: -1,2 (must be 0,1 or -1,1)",
        "topK=many | Invalid topK: many (must be a whole number above 0)",
        "applySoftmax=yes | Invalid applySoftmax: yes (must be true or false)",
        "synsetUrl=http://a/b | Invalid synsetUrl: http://a/b (nothing is downloaded: put it"
            + " beside the model as synset.txt)",
        "synsetFileName=no.txt | Missing class names: synsetFileName=no.txt (must be a file)"
      })
  void whatDjlWouldRefuseOrNotBatchIsRefused(String properties, String problem) {
    assertThatThrownBy(() -> preprocessing(properties.replace(';', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("serving.properties: " + problem);
  }

  @Test
  void classNamesAreThoseOfTheKeysBeforeThoseOfTheSynset() throws IOException {
    Files.writeString(folder.resolve("synset.txt"), "a\nb\n");
    Files.writeString(folder.resolve("labels.txt"), "n01440764 tench\n\n  goldfish \n");
    assertThat(read("").card().classNames()).containsExactly("a", "b");
    assertThat(read("synset=cat,dog").card().classNames()).containsExactly("cat", "dog");
    assertThat(read("synset=cat,dog\nsynsetFileName=labels.txt").card().classNames())
        .containsExactly("n01440764 tench", "goldfish");
  }

  private Preprocessing preprocessing(String properties) throws IOException {
    return read(properties).card().preprocessing();
  }

  private List<String> notes(String properties) throws IOException {
    return read(properties).notes();
  }

  private ModelDescription read(String properties) throws IOException {
    Files.writeString(folder.resolve("serving.properties"), properties);
    return ModelDescription.of(folder.resolve("model.pt"));
  }
}
