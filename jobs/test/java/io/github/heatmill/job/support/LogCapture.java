package io.github.heatmill.job.support;

import java.io.StringWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that is logged in this JVM while it is open, even what the settings of the log leave out. */
public final class LogCapture implements AutoCloseable {
  private static final String NAME = "capture";

  private final StringWriter text = new StringWriter();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level before = root.getLevel();

  public LogCapture(Level level) {
    PatternLayout layout = PatternLayout.newBuilder().withPattern("%p %c: %m%n%ex").build();
    WriterAppender appender =
        WriterAppender.newBuilder().setName(NAME).setTarget(text).setLayout(layout).build();
    appender.start();
    root.addAppender(appender, level, null);
    root.setLevel(level);
    context.updateLoggers();
  }

  public String text() {
    return text.toString();
  }

  @Override
  public void close() {
    root.removeAppender(NAME);
    root.setLevel(before);
    context.updateLoggers();
  }
}
