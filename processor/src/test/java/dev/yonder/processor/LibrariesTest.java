// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.yonder.spi.TaskType;
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
 * Marks the public methods of well-known libraries as remote.
 *
 * <p>What the processor refuses loses its mark, in a few passes; all the rest must compile, with
 * its stubs and invokers, and be listed. Instance methods of the largest library are left out to
 * save time; {@code -Dlibraries.whole=true} marks them too.
 */
final class LibrariesTest {
  private static final Pattern CODE = Pattern.compile("\\[(Y\\d{3})]");
  private static final int MOST_PASSES = 4;
  private static final boolean WHOLE = Boolean.getBoolean("libraries.whole");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  @ParameterizedTest
  @CsvSource({"commons-collections4, true, 600", "commons-lang3, false, 2900"})
  void everyStubCompiles(String name, boolean staticOnly, int least) throws IOException {
    assumeFalse(
        name.equals("commons-collections4") && Runtime.version().feature() >= 21,
        "its AbstractLinkedList does not compile against the List of Java 21");
    Path jar = Path.of("target", "libraries", name + "-sources.jar");
    Library library = Library.read(jar, compiler, staticOnly && !WHOLE);
    int marked = library.marked();
    Map<String, Integer> refused = new TreeMap<>();
    MemoryFiles files = new MemoryFiles(compiler.getStandardFileManager(null, null, null));
    for (int pass = 1; !compile(library, files, refused); pass++) {
      assertThat(pass).as("passes").isLessThan(MOST_PASSES);
      files = new MemoryFiles(compiler.getStandardFileManager(null, null, null));
    }
    Map<String, byte[]> outputs = files.outputs();
    long stubs = outputs.keySet().stream().filter(path -> path.endsWith("Remote.java")).count();
    Map<String, TaskType> listed = MemoryLoader.taskTypes(outputs);
    System.out.printf(
        "%s: %d public methods marked, %d refused %s; %d remain (%d static), %d stubs compiled,"
            + " %d methods listed with the inherited ones%n",
        library.name(),
        marked,
        marked - library.marked(),
        refused,
        library.marked(),
        library.markedStatic(),
        stubs,
        listed.size());
    assertThat(library.marked()).isGreaterThanOrEqualTo(least);
    assertThat(listed).hasSizeGreaterThanOrEqualTo(library.marked());
  }

  /** Returns whether nothing was refused; what was has lost its mark. */
  private boolean compile(Library library, MemoryFiles files, Map<String, Integer> refused) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options = List.of("-nowarn", "-Xmaxerrs", "100000");
    JavaCompiler.CompilationTask task =
        compiler.getTask(null, files, diagnostics, options, null, library.files());
    task.setProcessors(List.of(new RemoteProcessor()));
    boolean isCompiled = task.call();
    List<Diagnostic<? extends JavaFileObject>> errors = errors(diagnostics);
    for (Diagnostic<? extends JavaFileObject> error : errors) {
      Matcher code = CODE.matcher(error.getMessage(null));
      assertThat(code.find()).as(error.toString()).isTrue();
      JavaFileObject source = error.getSource();
      assertThat(source).as(error.toString()).isNotNull();
      int dropped = library.unmark(source.toUri(), error.getPosition());
      refused.merge(code.group(1), dropped, Integer::sum);
    }
    assertThat(isCompiled).as("without errors").isEqualTo(errors.isEmpty());
    return isCompiled;
  }

  private static List<Diagnostic<? extends JavaFileObject>> errors(
      DiagnosticCollector<JavaFileObject> diagnostics) {
    List<Diagnostic<? extends JavaFileObject>> errors =
        new ArrayList<>(diagnostics.getDiagnostics());
    errors.removeIf(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.ERROR);
    return errors;
  }
}
