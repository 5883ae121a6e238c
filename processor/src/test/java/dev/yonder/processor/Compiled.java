// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.TaskType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** A program that was compiled with the processor, in memory and under every lint. */
final class Compiled {
  static final List<String> STRICT = List.of("-Xlint:all", "-Werror", "-parameters");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:@\\w+(?:\\(.*\\))? )*(?:public |final |abstract |sealed |non-sealed )*"
              + "(?:class|@?interface|record|enum) (\\w+)");

  private final Compilation compilation;
  private final Map<String, byte[]> outputs = new TreeMap<>();

  private Compiled(Compilation compilation) {
    this.compilation = compilation;
    for (JavaFileObject file : compilation.generatedFiles()) {
      String path = file.toUri().getPath().replaceFirst("^/(CLASS|SOURCE)_OUTPUT/", "");
      outputs.put(path, bytes(file));
    }
  }

  /** Compiles sources that must be in order. */
  static Compiled of(String... sources) {
    Compiled compiled = new Compiled(compile(STRICT, List.of(), sources));
    assertThat(compiled.compilation.diagnostics()).as("diagnostics").isEmpty();
    return compiled;
  }

  /** Compiles sources that must be in order, with other processors and options too. */
  static Compiled of(List<String> options, List<Processor> others, String... sources) {
    Compiled compiled = new Compiled(compile(options, others, sources));
    assertThat(compiled.compilation.diagnostics()).as("diagnostics").isEmpty();
    return compiled;
  }

  /** Compiles sources, in order or not. */
  static Compilation compile(List<String> options, List<Processor> others, String... sources) {
    List<Processor> processors = new ArrayList<>(others);
    processors.add(0, new RemoteProcessor());
    return Compiler.javac()
        .withOptions(options)
        .withProcessors(processors)
        .compile(Arrays.stream(sources).map(Compiled::file).toList());
  }

  /** Returns a source file at the place that its first type asks for. */
  static JavaFileObject file(String source) {
    Matcher packageName = PACKAGE.matcher(source);
    String directory = packageName.find() ? packageName.group(1).replace('.', '/') + "/" : "";
    Matcher type = TYPE.matcher(source);
    String name =
        source.contains("\nmodule ") ? "module-info" : type.find() ? type.group(1) : "package-info";
    return JavaFileObjects.forSourceString((directory + name).replace('/', '.'), source);
  }

  /** Returns the text of a generated file. */
  String text(String path) {
    byte[] text = outputs.get(path);
    assertThat(text).as(path + " among " + outputs.keySet()).isNotNull();
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Returns everything that was written, by path. */
  Map<String, byte[]> outputs() {
    return outputs;
  }

  /** Returns the task types that the catalogs list, by id. */
  Map<String, TaskType> taskTypes() {
    return MemoryLoader.taskTypes(outputs);
  }

  /** Returns the task type with the id. */
  TaskType type(String id) {
    Map<String, TaskType> types = taskTypes();
    assertThat(types).containsKey(id);
    return Objects.requireNonNull(types.get(id));
  }

  /** Calls {@code demo.Main.run()} with calls going to the session, and returns its result. */
  @Nullable Object run(InlineSession session) {
    ClassLoader loader = new MemoryLoader(outputs);
    dev.yonder.Session before = CurrentSession.bind(session);
    try {
      var method = loader.loadClass("demo.Main").getDeclaredMethod("run");
      method.setAccessible(true);
      return method.invoke(null);
    } catch (InvocationTargetException failed) {
      throw new AssertionError("run() failed", failed.getCause());
    } catch (ReflectiveOperationException broken) {
      throw new LinkageError(broken.getMessage(), broken);
    } finally {
      CurrentSession.bind(before);
    }
  }

  /** Calls {@code demo.Main.run()} with calls running inline. */
  @Nullable Object run() {
    return run(new InlineSession());
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream input = file.openInputStream()) {
      return input.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
