package io.github.heatmill.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.github.heatmill.image.format.ImageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * Creates the image readers of all formats, and the writers of PNG and JPEG.
 *
 * <p>ImageIO looks plugins up per thread group and through the context class loader, which on a
 * Spark executor may or may not see this library's jars, and it prefers whatever else the cluster
 * has installed. So the TwelveMonkeys providers are made here, in a registry of their own; the
 * global one is only read, for the JDK's own codecs.
 */
public final class Codecs {
  private static final Map<ImageFormat, ImageReaderSpi> READERS = readers();
  private static final ImageWriterSpi PNG_WRITER = fromJdk(ImageWriterSpi.class, "png");
  private static final ImageWriterSpi JPEG_WRITER = fromJdk(ImageWriterSpi.class, "jpeg");

  private Codecs() {}

  /** A new reader, which serves one thread and has to be disposed of. */
  public static ImageReader reader(ImageFormat format) throws IOException {
    return READERS.get(format).createReaderInstance();
  }

  /** A new writer, which serves one thread and has to be disposed of. */
  static ImageWriter pngWriter() throws IOException {
    return PNG_WRITER.createWriterInstance();
  }

  /** A new writer, which serves one thread and has to be disposed of. */
  static ImageWriter jpegWriter() throws IOException {
    return JPEG_WRITER.createWriterInstance();
  }

  private static Map<ImageFormat, ImageReaderSpi> readers() {
    Map<ImageFormat, ImageReaderSpi> readers = new EnumMap<>(ImageFormat.class);
    readers.put(ImageFormat.PNG, fromJdk(ImageReaderSpi.class, "png"));
    readers.put(ImageFormat.GIF, fromJdk(ImageReaderSpi.class, "gif"));
    readers.put(ImageFormat.BMP, fromJdk(ImageReaderSpi.class, "bmp"));
    readers.put(ImageFormat.JPEG, jpeg());
    readers.put(ImageFormat.TIFF, new TIFFImageReaderSpi());
    readers.put(ImageFormat.PNM, new PNMImageReaderSpi());
    readers.put(ImageFormat.WEBP, new WebPImageReaderSpi());
    return readers;
  }

  // It repairs damaged headers and leaves the decoding to the JDK's reader, which it looks for in
  // the registry where it is registered.
  private static ImageReaderSpi jpeg() {
    Class<ImageReaderSpi> category = ImageReaderSpi.class;
    ServiceRegistry registry = new ServiceRegistry(List.<Class<?>>of(category).iterator());
    registry.registerServiceProvider(fromJdk(category, "jpeg"), category);
    ImageReaderSpi repairing = new JPEGImageReaderSpi();
    registry.registerServiceProvider(repairing, category);
    return repairing;
  }

  private static <T extends ImageReaderWriterSpi> T fromJdk(Class<T> category, String format) {
    Iterator<T> known = IIORegistry.getDefaultInstance().getServiceProviders(category, false);
    while (known.hasNext()) {
      T provider = known.next();
      if (provider.getClass().getModule() == ImageReader.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains(format)) {
        return provider;
      }
    }
    throw new IllegalStateException("This Java has no codec for " + format + " (use a full JRE)");
  }
}
