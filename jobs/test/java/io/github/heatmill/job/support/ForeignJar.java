package io.github.heatmill.job.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.cluster.Cluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/**
 * A jar that somebody else made, as a user would: one class, compiled against Heatmill, and a line
 * that names it.
 *
 * @param service what the class is one of
 * @param name of the class, in the package {@code com.example}
 * @param source of the class
 */
public record ForeignJar(Class<?> service, String name, String source) {

  /** Makes the jar in a folder. */
  public Path in(Path folder) throws IOException {
    Path java = folder.resolve(name + ".java");
    Demo.write(java, source.getBytes(StandardCharsets.UTF_8));
    String classPath = Cluster.ownClassPath();
    String[] arguments = {"-proc:none", "-d", folder.toString(), "-cp", classPath, java.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    Path jar = folder.resolve(name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("com/example/" + name + ".class"));
      out.write(Demo.bytes(folder.resolve("com/example/" + name + ".class")));
      out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
      out.write(("com.example." + name + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
