package io.github.heatmill.job.option;

import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Resizing;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the options that describe images; a wrong text is reported with its rule. */
final class ImageTexts {

  private ImageTexts() {}

  /** As {@link Resizing#parse}. */
  static final class OfResizing implements ITypeConverter<Resizing> {
    @Override
    public Resizing convert(String text) {
      return read(text, Resizing::parse);
    }
  }

  /** As {@link Encoding.Colours#named}. */
  static final class OfColours implements ITypeConverter<Encoding.Colours> {
    @Override
    public Encoding.Colours convert(String text) {
      return read(text, Encoding.Colours::named);
    }
  }

  /** As {@link Encoding.Form#named}. */
  static final class OfForm implements ITypeConverter<Encoding.Form> {
    @Override
    public Encoding.Form convert(String text) {
      return read(text, Encoding.Form::named);
    }
  }

  private static <T> T read(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
