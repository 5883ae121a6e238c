// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Compiles programs that take several rounds, in several orders. */
final class RoundsTest {

  /** Writes a source file in each round. */
  private static final class Late extends AbstractProcessor {
    private final Deque<String> sources = new ArrayDeque<>();

    Late(String... sources) {
      this.sources.addAll(List.of(sources));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      String source = round.processingOver() ? null : sources.poll();
      if (source != null) {
        String name = source.replaceAll("(?s).*class (\\w+).*", "$1");
        try (Writer file = processingEnv.getFiler().createSourceFile("demo." + name).openWriter()) {
          file.write(source);
        } catch (IOException failure) {
          throw new AssertionError(failure);
        }
      }
      return false;
    }
  }

  private static final String EARLY =
      """
      package demo;
      class Early { @dev.yonder.annotations.Remote static String f() { return "early"; } }
      """;

  @Test
  void typesThatComeLaterHaveStubsToo() {
    Compiled program =
        Compiled.of(
            Compiled.STRICT,
            List.of(
                new Late(
                    """
                    package demo;
                    class Second { @dev.yonder.annotations.Remote static String f() { return "second"; } }
                    """,
                    """
                    package demo;
                    class Third { @dev.yonder.annotations.Remote static Value f() { return new Value(); } }
                    """,
                    "package demo; class Value {}",
                    "package demo; class Nothing {}",
                    """
                    package demo;
                    class Sixth { @dev.yonder.annotations.Remote static String f() { return "sixth"; } }
                    """)),
            EARLY,
            """
            package demo;
            class Main {
              static Object run() throws Exception {
                return EarlyRemote.f().get() + SecondRemote.f().get() + ThirdRemote.f().get().getClass().getSimpleName()
                    + SixthRemote.f().get();
              }
            }
            """);

    assertThat(program.run()).isEqualTo("earlysecondValuesixth");
    assertThat(program.taskTypes())
        .containsOnlyKeys("demo.Early#f()", "demo.Second#f()", "demo.Sixth#f()", "demo.Third#f()");
    assertThat(program.text("META-INF/services/dev.yonder.spi.TaskCatalog").lines())
        .hasSizeGreaterThan(1)
        .isSorted();
  }

  @Test
  void classMayUseItsOwnStubAnywhere() {
    Compiled program =
        Compiled.of(
            """
            package demo;
            import dev.yonder.CallOptions;
            import dev.yonder.annotations.Remote;
            class Self {
              private static final SelfRemote.Calls BIG = SelfRemote.with(CallOptions.none().cpus(2));
              static OtherRemote.Calls other() { return OtherRemote.with(CallOptions.none()); }
              @Remote static String f() { return "f"; }
            }
            """,
            """
            package demo;
            import dev.yonder.annotations.Remote;
            class Other {
              SelfRemote.Calls calls;
              @Remote static String g() throws Exception { return Self.other() + SelfRemote.f().get(); }
            }
            """,
            """
            package demo;
            class Main {
              static Object run() throws Exception { return OtherRemote.g().get().endsWith("f"); }
            }
            """);

    assertThat(program.run()).isEqualTo(true);
  }

  @Test
  void missingTypeIsLeftToTheCompiler() {
    Compilation compilation =
        Compiled.compile(
            Compiled.STRICT,
            List.of(),
            """
            package demo;
            class Kernel { @dev.yonder.annotations.Remote static Missing f() { return null; } }
            """);

    assertThat(compilation.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.getMessage(null)).contains("class Missing"));
  }

  @Test
  void orderOfFilesChangesNothing() {
    List<String> sources = new ArrayList<>();
    for (String name : List.of("A", "B", "C", "D", "E")) {
      sources.add(
          """
          package demo.p%1$s;
          import dev.yonder.annotations.Remote;
          public class %1$s {
            @Remote static <T> T g(T x, int... y) { return x; }
            @Remote static String f(String x) { return x; }
            @Remote static String f(int x) { return ""; }
            public static class Inner { @Remote static int f(int x) { return x; } }
          }
          """
              .formatted(name));
    }
    Map<String, String> first = contents(Compiled.of(sources.toArray(String[]::new)));
    assertThat(first).hasSizeGreaterThan(40);
    Random random = new Random(5);
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(sources, random);
      assertThat(contents(Compiled.of(sources.toArray(String[]::new)))).isEqualTo(first);
    }
  }

  @Test
  void programWithoutRemoteMethodsGetsNothing() {
    Compiled program = Compiled.of("package demo; class Plain {}");

    assertThat(program.outputs()).containsOnlyKeys("demo/Plain.class");
  }

  @Test
  void namelessUseOfGeneratedIsAccepted() {
    Compiled program =
        Compiled.of(
            "package demo; @javax.annotation.processing.Generated(\"by hand\") class Plain {}");

    assertThat(program.outputs()).containsOnlyKeys("demo/Plain.class");
  }

  private static Map<String, String> contents(Compiled program) {
    Map<String, String> contents = new TreeMap<>();
    program
        .outputs()
        .forEach(
            (path, bytes) ->
                contents.put(path, java.util.Base64.getEncoder().encodeToString(bytes)));
    return contents;
  }
}
