// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Marks every public method of well-known libraries as remote.
 *
 * <p>What the processor refuses loses its mark, in at most a few passes; all the rest must compile,
 * with its stubs and invokers, and be listed.
 */
final class LibrariesTest {
  private static final Pattern CODE = Pattern.compile("\\[(Y\\d{3})]");
  private static final int MOST_PASSES = 4;

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  @ParameterizedTest
  @CsvSource({
    "commons-collections4, 100, 1000",
    "commons-lang3, 1000, 2000",
    "commons-math3, 300, 2500"
  })
  void everyStubCompiles(String name, int leastStatic, int least) throws IOException {
    Library library =
        Library.read(Path.of("target", "libraries", name + "-sources.jar"), compiler);
    int marked = library.marked();
    Map<String, Integer> refused = new TreeMap<>();
    int pass = 1;
    while (refuse(library, refused) > 0) {
      assertThat(++pass).as("passes").isLessThanOrEqualTo(MOST_PASSES);
    }
    MemoryFiles files = compile(library);
    Map<String, byte[]> outputs = files.outputs();
    long stubs = outputs.keySet().stream().filter(path -> path.endsWith("Remote.java")).count();
    System.out.printf(
        "%s: %d public methods marked, %d refused %s; %d remain (%d static), %d stubs compiled%n",
        name,
        marked,
        marked - library.marked(),
        refused,
        library.marked(),
        library.markedStatic(),
        stubs);
    assertThat(library.markedStatic()).isGreaterThanOrEqualTo(leastStatic);
    assertThat(library.marked()).isGreaterThanOrEqualTo(least);
    assertThat(MemoryLoader.taskTypes(outputs)).hasSizeGreaterThanOrEqualTo(library.marked());
  }

  /** Runs the processor alone, and takes the marks from what it refuses. */
  private int refuse(Library library, Map<String, Integer> refused) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    MemoryFiles files = new MemoryFiles(compiler.getStandardFileManager(null, null, null));
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null,
            files,
            diagnostics,
            List.of("-proc:only", "-nowarn", "-Xmaxerrs", "100000"),
            null,
            library.files());
    task.setProcessors(List.of(new RemoteProcessor()));
    task.call();
    int dropped = 0;
    for (Diagnostic<? extends JavaFileObject> diagnostic : errors(diagnostics)) {
      Matcher code = CODE.matcher(diagnostic.getMessage(null));
      assertThat(code.find()).as(diagnostic.toString()).isTrue();
      JavaFileObject source = diagnostic.getSource();
      assertThat(source).as(diagnostic.toString()).isNotNull();
      int here = library.unmark(source.toUri(), diagnostic.getPosition());
      refused.merge(code.group(1), here, Integer::sum);
      dropped += here;
    }
    assertThat(dropped > 0).as("something is refused").isEqualTo(!errors(diagnostics).isEmpty());
    return dropped;
  }

  private MemoryFiles compile(Library library) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    MemoryFiles files = new MemoryFiles(compiler.getStandardFileManager(null, null, null));
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null, files, diagnostics, List.of("-nowarn", "-Xmaxerrs", "1000"), null, library.files());
    task.setProcessors(List.of(new RemoteProcessor()));
    boolean compiled = task.call();
    assertThat(errors(diagnostics)).as(library.name()).isEmpty();
    assertThat(compiled).isTrue();
    return files;
  }

  private static List<Diagnostic<? extends JavaFileObject>> errors(
      DiagnosticCollector<JavaFileObject> diagnostics) {
    List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>(diagnostics.getDiagnostics());
    errors.removeIf(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.ERROR);
    return errors;
  }
}
