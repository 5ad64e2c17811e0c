package io.github.heatmill.model.torchscript.archive;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.ArchiveCheck;
import io.github.heatmill.model.archive.ArchiveCopy;
import io.github.heatmill.model.archive.ArchiveEntries;
import io.github.heatmill.model.archive.ForeignFile;
import io.github.heatmill.model.archive.ForeignZip;
import io.github.heatmill.model.archive.PickleReader;
import io.github.heatmill.model.archive.StoredTensor;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.MethodParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A saved TorchScript file: a zip with the network's classes as source text under {@code code/},
 * its objects in {@code data.pkl}, and its tensors. Only the text is held in memory.
 */
public final class Archive {
  private static final Pattern CLASS_NAME = Pattern.compile("__torch__(\\.\\w+)+");

  /** The first class that the pickled objects name is the network's own. */
  private static final Pattern FIRST_GLOBAL = Pattern.compile("c(__torch__[\\w.]*)\n(\\w+)\n");

  private static final Pattern QUANTISED =
      Pattern.compile("\\bops\\.(?:quantized|prepacked)\\.|\\btorch\\.quantize_per_");

  private static final String OBJECTS = "data.pkl";
  private static final String CONSTANTS = "constants.pkl";
  private static final String OLD_FORMAT = "model.json";

  /** A class of C++ in a pickle, whose line breaks are replaced by dots. */
  private static final Pattern PICKLED_CLASS = Pattern.compile("torch\\.classes\\.[\\w.]*");

  private final Path file;
  private final String rootName;
  private final Map<String, String> sources;
  private final Map<String, UnaryOperator<byte[]>> changes;
  private final Map<String, ModuleClass> classes = new HashMap<>();
  private final Map<String, Optional<Method>> functions = new ConcurrentHashMap<>();
  private final Map<String, String> storages;
  private final Set<String> pickledClasses;
  private final Object objects;

  private Archive(Path file, Map<String, byte[]> pickles, Map<String, String> sources) {
    this.file = file;
    this.rootName = rootName(file, pickles.getOrDefault(OBJECTS, new byte[0]));
    this.sources = sources;
    this.changes = Map.of();
    this.storages = new TreeMap<>();
    this.pickledClasses = new TreeSet<>();
    this.objects = objects(pickles.get(OBJECTS));
    pickles.values().forEach(this::addClasses);
    pickles.forEach(this::addStorages);
    sources.forEach((path, source) -> classes.putAll(ArchiveSource.classes(path, source)));
  }

  private Archive(
      Archive original, Map<String, String> sources, Map<String, UnaryOperator<byte[]>> changes) {
    this.file = original.file;
    this.rootName = original.rootName;
    this.sources = sources;
    this.changes = changes;
    this.storages = original.storages;
    this.pickledClasses = original.pickledClasses;
    this.objects = original.objects;
    sources.forEach((path, source) -> classes.putAll(ArchiveSource.classes(path, source)));
  }

  /**
   * Reads the text of a saved file.
   *
   * @throws ModelFormatException if it is not a TorchScript archive
   */
  public static Archive read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          "Missing model file: " + file + " (must be a .pt or .pt2 file)");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ArchiveCheck.check(file, zip);
      return read(file, zip);
    } catch (ZipException e) {
      throw foreign(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelFormatException foreign(Path file, ZipException cause) {
    try {
      String description = ForeignFile.description(file);
      return new ModelFormatException("Unreadable network: " + file + " " + description, cause);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Archive read(Path file, ZipFile zip) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    Map<String, byte[]> pickles = new TreeMap<>();
    for (ZipEntry entry : zip.stream().toList()) {
      String path = ArchiveEntries.withoutFolder(entry.getName());
      expectPlainName(file, path);
      if (path.equals(OBJECTS) || path.equals(CONSTANTS)) {
        pickles.put(path, ArchiveEntries.bytes(zip, entry));
      } else if (ArchiveEntries.isSource(path)) {
        sources.put(path, new String(ArchiveEntries.bytes(zip, entry), StandardCharsets.UTF_8));
      }
    }
    if (sources.isEmpty()) {
      Set<String> paths =
          zip.stream()
              .map(entry -> ArchiveEntries.withoutFolder(entry.getName()))
              .collect(Collectors.toCollection(TreeSet::new));
      throw new ModelFormatException(
          "Unreadable network: " + file + " " + ForeignZip.description(paths, pickles));
    }
    return new Archive(file, pickles, sources);
  }

  /**
   * Refuses what libtorch would read as code and this class would not: it finds entries whatever
   * their case, and reads the old format of an archive that has a {@code model.json}.
   */
  private static void expectPlainName(Path file, String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    boolean isCode = lower.startsWith("code/") && lower.endsWith(".py");
    boolean isPickle = lower.equals(OBJECTS) || lower.equals(CONSTANTS);
    if ((isCode && !ArchiveEntries.isSource(path))
        || (isPickle && !lower.equals(path))
        || lower.equals(OLD_FORMAT)) {
      throw new ModelFormatException(
          "Unsafe model file: "
              + file
              + " has an entry named "
              + path
              + " (libtorch would read it as code of an old format; save the network again)");
    }
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

  private void addClasses(byte[] pickle) {
    String text = new String(pickle, StandardCharsets.ISO_8859_1).replace('\n', '.');
    PICKLED_CLASS
        .matcher(text)
        .results()
        .forEach(c -> pickledClasses.add("__torch__." + c.group()));
  }

  /** The classes that libtorch itself brings and of which the archive holds objects. */
  public Set<String> pickledClasses() {
    return Collections.unmodifiableSet(pickledClasses);
  }

  private void addStorages(String pickle, byte[] bytes) {
    String folder = pickle.substring(0, pickle.length() - ".pkl".length()) + "/";
    for (List<?> tensor : PickleReader.tensors(bytes)) {
      if (!tensor.isEmpty() && tensor.get(0) instanceof List<?> storage && storage.size() > 2) {
        storages.put(folder + storage.get(2), String.valueOf(storage.get(1)));
      }
    }
  }

  /**
   * The types of the storages in which tensors lie, such as {@code torch.HalfStorage}, by the path
   * of their entry.
   */
  public Map<String, String> storages() {
    return Collections.unmodifiableMap(storages);
  }

  /** The source text, by the path of its entry. */
  public Map<String, String> sources() {
    return Collections.unmodifiableMap(sources);
  }

  /**
   * This archive with other source text and other contents of entries, which copies get.
   *
   * @param text the text of all source entries, by path
   * @param entries the functions that change the contents of other entries, by path
   */
  public Archive with(Map<String, String> text, Map<String, UnaryOperator<byte[]>> entries) {
    return new Archive(this, Map.copyOf(text), Map.copyOf(entries));
  }

  Path file() {
    return file;
  }

  /** Whether it uses operators of quantised networks, which cannot be differentiated. */
  public boolean isQuantised() {
    return sources.values().stream().anyMatch(text -> QUANTISED.matcher(text).find());
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

  /**
   * A type with tuples in place of classes of named tuples, such as {@code Tuple[Tensor, Tensor]},
   * so that their parts are known.
   */
  public String structure(String type) {
    return CLASS_NAME
        .matcher(type)
        .replaceAll(
            name ->
                type(name.group())
                    .map(found -> List.copyOf(found.attributeTypes().values()))
                    .filter(fields -> !fields.isEmpty())
                    .map(fields -> "Tuple[" + structure(String.join(", ", fields)) + "]")
                    .orElse(name.group()));
  }

  /**
   * Reads the function of this qualified name, if the archive holds its source.
   *
   * @throws io.github.heatmill.model.program.UnreadableSourceException if it uses unknown syntax
   */
  public Optional<Method> function(String qualifiedName) {
    return functions.computeIfAbsent(qualifiedName, this::readFunction);
  }

  private Optional<Method> readFunction(String qualifiedName) {
    int dot = Math.max(0, qualifiedName.lastIndexOf('.'));
    String path = "code/" + qualifiedName.substring(0, dot).replace('.', '/') + ".py";
    return Optional.ofNullable(sources.get(path))
        .flatMap(source -> ArchiveSource.function(source, qualifiedName.substring(dot + 1)))
        .map(MethodParser::method);
  }

  /**
   * The qualified names of the functions and classes whose text holds a pattern, or names one of
   * these functions.
   */
  public Set<String> holding(Pattern pattern) {
    Map<String, String> texts = new HashMap<>();
    sources.forEach((path, source) -> texts.putAll(ArchiveSource.functions(path, source)));
    Set<String> found = new HashSet<>();
    Predicate<String> holds =
        text -> pattern.matcher(text).find() || found.stream().anyMatch(text::contains);
    boolean more = true;
    while (more) {
      more = false;
      for (Map.Entry<String, String> function : texts.entrySet()) {
        boolean added = !found.contains(function.getKey()) && holds.test(function.getValue());
        more |= added && found.add(function.getKey());
      }
    }
    Set<String> types =
        classes.entrySet().stream()
            .filter(type -> type.getValue().anyMethod(holds))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    types.addAll(found);
    return types;
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
    Map<String, String> text = new HashMap<>(sources);
    text.computeIfPresent(
        path, (p, source) -> ArchiveSource.appended(source, rootName.substring(dot + 1), methods));
    Map<String, UnaryOperator<byte[]>> all = new HashMap<>(changes);
    text.forEach((entry, source) -> all.put(entry, old -> source.getBytes(StandardCharsets.UTF_8)));
    ArchiveCopy.write(file, all, target);
  }
}
