package io.github.heatmill.model.torchscript.archive;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.torchscript.syntax.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A saved TorchScript file: a zip with the network's classes as source text under {@code code/},
 * its objects in {@code data.pkl}, and its tensors. Only the text is held in memory.
 */
public final class Archive {
  /** The first class that the pickled objects name is the network's own. */
  private static final Pattern FIRST_GLOBAL = Pattern.compile("c(__torch__[\\w.]*)\n(\\w+)\n");

  private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)\\(");

  private static final String OBJECTS = "data.pkl";

  private final Path file;
  private final String rootName;
  private final Map<String, String> sources;
  private final Map<String, ModuleClass> classes;
  private final Object objects;

  private Archive(Path file, byte[] pickle, Map<String, String> sources) {
    this.file = file;
    this.rootName = rootName(file, pickle);
    this.sources = sources;
    this.classes = new HashMap<>();
    this.objects = objects(pickle);
    sources.forEach(this::readClasses);
  }

  /**
   * Reads the text of a saved file.
   *
   * @throws ModelFormatException if it is not a TorchScript archive
   */
  public static Archive read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException("Missing model file: " + file + " (must be a .pt file)");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ArchiveCheck.check(file, zip);
      return read(file, zip);
    } catch (ZipException e) {
      throw new ModelFormatException(
          "Not a TorchScript file: " + file + " (must be saved by torch.jit.save)", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Archive read(Path file, ZipFile zip) throws IOException {
    Map<String, String> sources = new HashMap<>();
    byte[] pickle = new byte[0];
    for (ZipEntry entry : zip.stream().toList()) {
      String path = ArchiveEntries.withoutFolder(entry.getName());
      if (path.equals(OBJECTS)) {
        pickle = ArchiveEntries.bytes(zip, entry);
      } else if (ArchiveEntries.isText(path)) {
        sources.put(path, new String(ArchiveEntries.bytes(zip, entry), StandardCharsets.UTF_8));
      }
    }
    if (sources.isEmpty()) {
      throw new ModelFormatException(
          "Not a TorchScript file: "
              + file
              + " (it has no code; save it with torch.jit.save of a traced or scripted model)");
    }
    return new Archive(file, pickle, sources);
  }

  private static String rootName(Path file, byte[] pickle) {
    Matcher matcher = FIRST_GLOBAL.matcher(new String(pickle, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      throw new ModelFormatException(
          "Not a TorchScript module: " + file + " (it has code but no network in data.pkl)");
    }
    return matcher.group(1) + "." + matcher.group(2);
  }

  /**
   * The saved values of attributes. Where they cannot be read, conditions on them stay undecided,
   * so that fewer layers can be explained.
   */
  private static Object objects(byte[] pickle) {
    try {
      return PickleReader.read(pickle);
    } catch (UnreadableSourceException e) {
      return PickleReader.UNREAD;
    }
  }

  /**
   * The saved value of a module's attribute: a Boolean, a number, a String, or {@link
   * PickleReader#NONE}.
   */
  public Optional<Object> attribute(ModuleNode module, String name) {
    return saved(module, name)
        .filter(v -> !(v instanceof Map || v instanceof List || v instanceof StoredTensor))
        .filter(v -> v != PickleReader.UNREAD);
  }

  /** The location of the values of a module's tensor; empty if it is not known. */
  public Optional<StoredTensor> tensor(ModuleNode module, String name) {
    return saved(module, name).filter(StoredTensor.class::isInstance).map(StoredTensor.class::cast);
  }

  private Optional<Object> saved(ModuleNode module, String name) {
    Object value = objects;
    String path = module.path().isEmpty() ? name : module.path() + "." + name;
    for (String step : path.split("\\.")) {
      value = value instanceof Map<?, ?> attributes ? attributes.get(step) : null;
    }
    return Optional.ofNullable(value);
  }

  private void readClasses(String path, String source) {
    String module =
        path.substring("code/".length(), path.length() - ".py".length()).replace('/', '.');
    Matcher matcher = CLASS.matcher(source);
    boolean more = matcher.find();
    while (more) {
      int start = matcher.start();
      String name = module + "." + matcher.group(1);
      more = matcher.find();
      int end = more ? matcher.start() : source.length();
      classes.put(name, ModuleClass.of(name, source.substring(start, end)));
    }
  }

  Path file() {
    return file;
  }

  /** The network itself. */
  public ModuleNode root() {
    return ModuleNode.root(type(rootName).orElseThrow(this::rootMissing));
  }

  private ModelFormatException rootMissing() {
    return new ModelFormatException(
        "Not a TorchScript module: " + file + " (its code has no class " + rootName + ")");
  }

  /** All modules below the network itself, parents before their children. */
  public Stream<ModuleNode> modules() {
    return modulesBelow(root());
  }

  /** All modules below a module, parents before their children. */
  public Stream<ModuleNode> modulesBelow(ModuleNode module) {
    return children(module).flatMap(child -> Stream.concat(Stream.of(child), modulesBelow(child)));
  }

  /** The direct submodules of a module, in the order of their registration. */
  public Stream<ModuleNode> children(ModuleNode module) {
    return module.type().attributeTypes().entrySet().stream()
        .flatMap(
            attribute ->
                type(attribute.getValue()).stream()
                    .map(childType -> module.child(attribute.getKey(), childType)));
  }

  /** The class of this qualified name, if the archive holds its source. */
  public Optional<ModuleClass> type(String qualifiedName) {
    return Optional.ofNullable(classes.get(qualifiedName));
  }

  /**
   * Writes a copy of this archive whose network has more methods.
   *
   * @param methods source text of methods, indented as members of a class
   */
  public void writeWithMethods(String methods, Path target) {
    int dot = rootName.lastIndexOf('.');
    String path = "code/" + rootName.substring(0, dot).replace('.', '/') + ".py";
    String changed = appended(sources.get(path), rootName.substring(dot + 1), methods);
    byte[] text = changed.getBytes(StandardCharsets.UTF_8);
    ArchiveCopy.write(file, Map.of(path, original -> text), target);
  }

  /** The methods go to the end of the class: where the next one begins, or the file ends. */
  private static String appended(String source, String className, String methods) {
    Matcher matcher = CLASS.matcher(source);
    int end = source.length();
    boolean inside = false;
    while (matcher.find()) {
      if (inside) {
        end = matcher.start();
        break;
      }
      inside = matcher.group(1).equals(className);
    }
    String before = source.substring(0, end);
    return before + (before.endsWith("\n") ? "" : "\n") + methods + source.substring(end);
  }
}
