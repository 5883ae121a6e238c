// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java block of the documentation is code that the build has compiled. */
class SnippetTest {
  /** Programs of users, and an example for those who write plug-ins. */
  private static final List<String> SOURCES = List.of("samples/src", "backends/grid/src/test");

  @Test
  void everyJavaBlockOfTheDocumentationIsCompiled() throws IOException {
    Path root = root();
    List<List<String>> sources = new ArrayList<>();
    for (String directory : SOURCES) {
      sources.addAll(read(files(root.resolve(directory), ".java")));
    }
    List<String> problems = new ArrayList<>();
    int snippets = 0;
    for (Path document : documents(root)) {
      for (Snippet snippet : Snippet.in(Files.readAllLines(document))) {
        snippets++;
        problem(snippet, sources).stream()
            .map(problem -> root.relativize(document) + problem)
            .forEach(problems::add);
      }
    }

    assertThat(problems).isEmpty();
    assertThat(snippets).as("Java blocks in the documentation").isPositive();
  }

  /** Returns what is wrong with a snippet, if anything. */
  private static List<String> problem(Snippet snippet, List<List<String>> sources) {
    int found = sources.stream().mapToInt(snippet::linesFoundIn).max().orElse(0);
    if (found == snippet.code().size()) {
      return List.of();
    }
    return List.of(
        ":%d: the Java block of line %d does not occur in %s; the first line that differs: %s"
            .formatted(
                snippet.line() + found,
                snippet.line(),
                String.join(" or ", SOURCES),
                snippet.code().get(found)));
  }

  @Test
  void namesTheFirstLineThatIsNotFound() {
    List<String> document = List.of("text", "```java", "", "  a();", "  b();", "  c();", "", "```");
    List<String> source = List.of("class A {", "a();", "    a();", "    b();", "", "    c();", "}");

    Snippet snippet = Snippet.in(document).get(0);

    assertThat(snippet).isEqualTo(new Snippet(4, List.of("a();", "b();", "c();")));
    assertThat(problem(snippet, List.of(List.of(), source)))
        .containsExactly(
            ":6: the Java block of line 4 does not occur in samples/src or backends/grid/src/test;"
                + " the first line that differs: c();");
    assertThat(problem(snippet, List.of(List.of("a();", "b();", "c();")))).isEmpty();
  }

  @Test
  void leavesOtherBlocksAlone() {
    List<String> document =
        List.of(
            "```xml",
            "<a/>",
            "```",
            "```javascript",
            "```",
            "```",
            "plain",
            "```",
            "  ```java",
            "  code();",
            "  ```",
            "````md",
            "```java",
            "```",
            "````",
            "```java title",
            "more();");

    assertThat(Snippet.in(document))
        .containsExactly(new Snippet(10, List.of("code();")), new Snippet(17, List.of("more();")));
  }

  /** Returns the repository, which is the directory above this module that has a .mvn. */
  private static Path root() {
    Path directory = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    while (Files.notExists(directory.resolve(".mvn"))) {
      directory = Objects.requireNonNull(directory.getParent(), "no .mvn above this module");
    }
    return directory;
  }

  private static List<Path> documents(Path root) throws IOException {
    List<Path> documents = new ArrayList<>(files(root.resolve("docs"), ".md"));
    Path readme = root.resolve("README.md");
    if (Files.exists(readme)) {
      documents.add(readme);
    }
    return documents;
  }

  private static List<Path> files(Path directory, String extension) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }

  private static List<List<String>> read(List<Path> files) throws IOException {
    List<List<String>> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(Files.readAllLines(file));
    }
    return texts;
  }
}
