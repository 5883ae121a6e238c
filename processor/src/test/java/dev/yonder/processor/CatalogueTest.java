// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.yonder.processor.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of problems, and the page that is written from it. */
final class CatalogueTest {
  private static final Path CHECKED_IN = Path.of("..", "docs", "errors.md");
  private static final Path RENDERED = Path.of("target", "errors.md");

  @ParameterizedTest
  @EnumSource
  void exampleHasItsProblemAndNoOther(Problem problem) {
    Compilation compilation = Compiled.compile(List.of(), List.of(), file(problem.example()));

    assertThat(compilation.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(null)).startsWith("[" + problem.code() + "] ");
              assertThat(error.getLineNumber()).isPositive();
            });
  }

  @ParameterizedTest
  @EnumSource
  void fixedExampleCompiles(Problem problem) {
    Compiled.of(file(problem.fix()));
  }

  @Test
  void codesAscendWithoutGaps() {
    int number = 1;
    for (Problem problem : Problem.values()) {
      assertThat(problem.code()).isEqualTo("Y%03d".formatted(number++));
    }
  }

  @Test
  void everyProblemIsUsed() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    for (Problem problem : Problem.values()) {
      assertThat(sources.toString()).contains("Problem." + problem.name());
    }
  }

  @Test
  void pageIsWrittenFromTheCatalogue() throws IOException {
    Files.writeString(RENDERED, page());

    assertThat(CHECKED_IN)
        .as("copy it: cp processor/target/errors.md docs/errors.md")
        .hasSameTextualContentAs(RENDERED);
  }

  private static String file(String example) {
    return isWholeFile(example)
        ? example
        : "package demo;\nimport dev.yonder.annotations.*;\nclass Example {\n" + example + "}\n";
  }

  private static boolean isWholeFile(String example) {
    return example.startsWith("package ") || example.startsWith("// a file");
  }

  private String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors of the compiler

            Everything that the annotation processor refuses, in the order of the codes. The examples are members of a class
            that imports `dev.yonder.annotations.*`, or whole files. This page is written from the processor's own catalogue;
            a test compiles every example, finds its error, and compiles what fixes it.

            | code | in short |
            |---|---|
            """);
    for (Problem problem : Problem.values()) {
      page.append(
          "| [%s](#%s) | %s |%n".formatted(problem.code(), anchor(problem), title(problem)));
    }
    for (Problem problem : Problem.values()) {
      Compilation compilation = Compiled.compile(List.of(), List.of(), file(problem.example()));
      page.append("%n## %s %s%n%n".formatted(problem.code(), title(problem)))
          .append("%s%n%n".formatted(problem.cause()))
          .append("```\n%s```%n%n".formatted(problem.example()))
          .append("> %s%n%n".formatted(compilation.errors().get(0).getMessage(null)))
          .append("Instead:%n%n```\n%s```%n".formatted(problem.fix()));
    }
    return page.toString();
  }

  private static String anchor(Problem problem) {
    return (problem.code() + " " + title(problem))
        .toLowerCase(java.util.Locale.ROOT)
        .replace(' ', '-');
  }

  private static String title(Problem problem) {
    return problem.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
