package io.github.heatmill.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static java.util.stream.Collectors.joining;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A web page in one HTML file that contains its styles, scripts and pictures and forbids the
 * browser every request. It opens from disk, without a server and without a network.
 *
 * <p>Texts may contain anything: HTML in them is shown as text and never interpreted.
 */
public record Page(String title, List<Section> sections) {
  private static final List<String> TEMPLATES =
      List.of("dots", "bars", "histogram", "lines", "config");

  private static final String[] SCRIPTS = {"tables.js", "charts.js", "galleries.js", "page.js"};
  private static final String[] STYLES = {"page.css", "blocks.css", "galleries.css", "print.css"};

  private static final String NEEDS_SCRIPTS =
      "Charts, sorting and filters need JavaScript, which is off. Everything else is below.";

  public Page {
    sections = List.copyOf(sections);
  }

  /** The file, in UTF-8. */
  public String html() {
    Asset vega = Asset.vega();
    Asset script = Asset.own(SCRIPTS);
    return document(
        TagCreator.html(
                top(vega, script),
                body(
                    header(h1(title), noscript(p(NEEDS_SCRIPTS).withClass("notice"))),
                    contents(),
                    main(each(ids().mapToObj(i -> sections.get(i).html(id(i))))),
                    each(templates()),
                    licence(),
                    script(rawHtml(vega.text())),
                    script(rawHtml(script.text()))))
            .withLang("en"));
  }

  private HeadTag top(Asset vega, Asset script) {
    return head(
        meta().withCharset("utf-8"),
        meta().attr("http-equiv", "Content-Security-Policy").withContent(policy(vega, script)),
        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
        TagCreator.title(title),
        style(rawHtml(Asset.own(STYLES).text())));
  }

  /**
   * The Content-Security-Policy: nothing may be fetched, and only the two scripts with these hashes
   * may run. It allows unsafe-eval because Vega compiles the expressions of its specifications, all
   * of which are ours, with Function. Vega's interpreter, which does not need it, is not available
   * as a jar.
   */
  private static String policy(Asset vega, Asset script) {
    return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-eval' "
        + vega.source()
        + " "
        + script.source()
        + "; base-uri 'none'; form-action 'none'";
  }

  private DomContent contents() {
    return nav(ol(each(ids().mapToObj(this::link)))).attr("aria-label", "Contents");
  }

  private DomContent link(int section) {
    return li(a(sections.get(section).title()).withHref("#" + id(section)));
  }

  private IntStream ids() {
    return IntStream.range(0, sections.size());
  }

  private static String id(int section) {
    return "section-" + (section + 1);
  }

  /** The chart templates. The page contains each of them once, however many charts use it. */
  private static Stream<DomContent> templates() {
    return TEMPLATES.stream()
        .map(
            name ->
                script(rawHtml(Asset.own("charts/" + name + ".json").text()))
                    .withType("application/json")
                    .withId("chart-" + name));
  }

  private static DomContent licence() {
    return rawHtml(
        "<!-- Vega "
            + Asset.vegaVersion()
            + ", copyright University of Washington Interactive Data Lab, BSD 3-Clause License -->");
  }

  /** A resource file that becomes a part of the page. */
  record Asset(String text) {
    private static final String VEGA_VERSION = "/META-INF/maven/org.webjars/vega/pom.properties";
    private static final String VEGA = "/META-INF/resources/webjars/vega/%s/vega.min.js";

    /** Resource files of this package, joined one after the other. */
    static Asset own(String... names) {
      return new Asset(
          Stream.of(names)
              .map(name -> at("/heatmill/report/" + name).text())
              .collect(joining("\n")));
    }

    /** The library that draws charts. */
    static Asset vega() {
      return at(VEGA.formatted(vegaVersion()));
    }

    /** The version of Vega. */
    static String vegaVersion() {
      try (InputStream file = open(VEGA_VERSION)) {
        Properties properties = new Properties();
        properties.load(file);
        return properties.getProperty("version");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The hash that names this text in a Content-Security-Policy. */
    String source() {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Missing SHA-256, which every Java has", e);
      }
    }

    private static Asset at(String path) {
      try (InputStream file = open(path)) {
        return new Asset(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static InputStream open(String path) {
      InputStream file = Asset.class.getResourceAsStream(path);
      if (file == null) {
        throw new IllegalStateException(
            "Missing resource: " + path + " (the class path must hold all jars of Heatmill)");
      }
      return file;
    }
  }
}
