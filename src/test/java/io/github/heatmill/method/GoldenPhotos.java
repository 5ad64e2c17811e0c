package io.github.heatmill.method;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.github.heatmill.SharedData;
import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Four photos through a MobileNet, open at two layers, and the results of independent reference
 * code. Tests skip where this data is absent.
 *
 * @param probe the network
 * @param data the folder
 * @param photos the reference, by file name
 */
public record GoldenPhotos(Probe probe, Path data, Map<String, Photo> photos) {
  /** 256 x 7 x 7 and 128 x 14 x 14. */
  public static final List<String> LAYERS = List.of("features", "features.22");

  /** The photos' names. */
  public static final List<String> NAMES =
      List.of(
          "n01514668_cock",
          "n01820546_lorikeet",
          "n02091244_Ibizan_hound",
          "n06874185_traffic_light");

  private static final int SIDE = 224;

  /** The photos are already resized and cropped. */
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(SIDE, SIDE, Resizing.stretch(), Channels.rgb(0.5f), Channels.rgb(0.5f));

  /**
   * The reference results of a photo.
   *
   * @param top1 the predicted class
   * @param logit of that class
   * @param prob of that class
   * @param layers maps scaled to 0..1, by layer and method
   * @param metrics numbers of the maps of {@code features}, by method and name
   * @param miWeights MI CAM's weights of the first 64 channels of {@code features}
   */
  public record Photo(
      int top1,
      double logit,
      double prob,
      Map<String, Map<String, float[][]>> layers,
      Map<String, JsonObject> metrics,
      @SerializedName("mi_weights_features") double[] miWeights) {}

  private record Golden(Map<String, Photo> images) {}

  /** The reference alone, by file name. */
  public static Map<String, Photo> reference() throws IOException {
    String json = Files.readString(SharedData.mobilenet().resolve("golden.json"));
    return new Gson().fromJson(json, Golden.class).images();
  }

  /** Opens the network; {@link DjlProbes#closeAll} frees it. */
  public static GoldenPhotos open(Path folder) throws IOException {
    Path data = SharedData.mobilenet();
    Map<String, Photo> photos = reference();
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(data.resolve("mobilenet_v1_025_224.pt"))
        .writeOpened(OpeningRequest.at(LAYERS, Set.of(Access.HEAD)), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, LAYERS), ComputeDevice.cpu());
    return new GoldenPhotos(probe, data, photos);
  }

  /** The reference for a photo. */
  public Photo photo(String name) {
    return photos.get(name + ".png");
  }

  /** Evidence for one class in a photo. */
  public Evidence evidence(String name, int target) throws IOException {
    byte[] encoded = Files.readAllBytes(data.resolve("images/" + name + "_224.png"));
    Tensor image = PREPROCESSING.apply(new ImageDecoder().decode(encoded));
    Tensor images = image.reshape(1, 3, SIDE, SIDE);
    Batch batch = new Batch(images, new int[] {target}, PREPROCESSING.encoding());
    return probe.evidence(batch);
  }
}
