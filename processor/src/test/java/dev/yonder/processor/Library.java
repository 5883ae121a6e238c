// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** The source files of a library, and the public methods in them that have a body. */
final class Library {
  private static final String MARK = "@dev.yonder.annotations.Remote ";

  private final String name;
  private final Map<URI, Source> sources = new TreeMap<>();

  private Library(String name) {
    this.name = name;
  }

  /** Reads the jar of a library's sources. */
  static Library read(Path jar, JavaCompiler compiler, boolean staticOnly) throws IOException {
    Library library = new Library(jar.getFileName().toString().replace("-sources.jar", ""));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String path = entry.getName();
        if (path.endsWith(".java") && !path.endsWith("-info.java")) {
          try (InputStream input = zip.getInputStream(entry)) {
            Source source =
                new Source(path, new String(input.readAllBytes(), StandardCharsets.ISO_8859_1));
            library.sources.put(source.toUri(), source);
          }
        }
      }
    }
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, library.files());
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      Source source = library.sources.get(unit.getSourceFile().toUri());
      if (source != null) {
        new MethodFinder(unit, positions, source, staticOnly).scan(unit, null);
      }
    }
    return library;
  }

  String name() {
    return name;
  }

  List<JavaFileObject> files() {
    return List.copyOf(sources.values());
  }

  int marked() {
    return sources.values().stream().mapToInt(source -> source.methods.size()).sum();
  }

  int markedStatic() {
    return (int)
        sources.values().stream()
            .flatMap(source -> source.methods.stream())
            .filter(Span::isStatic)
            .count();
  }

  /**
   * Takes the mark from the method at a position of the marked text, or from all methods of the
   * class there, and returns how many that were.
   */
  int unmark(URI file, long position) {
    return Objects.requireNonNull(sources.get(file)).unmark(position);
  }

  /** Where a method or a class stands. */
  private record Span(long start, long end, boolean isStatic) implements Comparable<Span> {
    boolean contains(Span other) {
      return start <= other.start && other.end <= end;
    }

    @Override
    public int compareTo(Span other) {
      return Long.compare(start, other.start);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;
    private final NavigableSet<Span> methods = new TreeSet<>();
    private final Set<Span> classes = new TreeSet<>();
    private final Set<Span> dropped = new TreeSet<>();

    Source(String path, String text) {
      super(URI.create("memory:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      methods.removeAll(dropped);
      dropped.clear();
      StringBuilder marked = new StringBuilder(text);
      for (Span method : methods.descendingSet()) {
        marked.insert((int) method.start, MARK);
      }
      return marked;
    }

    /** Positions refer to the text as it was compiled, so nothing is removed before the next. */
    int unmark(long position) {
      long plain = withoutMarks(position);
      Span blamed = innermost(methods, plain).or(() -> innermost(classes, plain)).orElseThrow();
      int before = dropped.size();
      methods.stream().filter(blamed::contains).forEach(dropped::add);
      return dropped.size() - before;
    }

    private long withoutMarks(long position) {
      long plain = position;
      for (Span method : methods) {
        if (method.start < plain) {
          plain -= Math.min(MARK.length(), plain - method.start);
        }
      }
      return plain;
    }

    private static Optional<Span> innermost(Set<Span> spans, long position) {
      return spans.stream()
          .filter(span -> span.start <= position && position <= span.end)
          .max(Comparator.comparing(Span::start));
    }
  }

  private static final class MethodFinder extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Source source;
    private final boolean staticOnly;
    private @Nullable ClassTree owner;

    MethodFinder(
        CompilationUnitTree unit, SourcePositions positions, Source source, boolean staticOnly) {
      this.staticOnly = staticOnly;
      this.unit = unit;
      this.positions = positions;
      this.source = source;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
      ClassTree outer = owner;
      owner = tree;
      source.classes.add(span(tree, /* isStatic= */ false));
      super.visitClass(tree, null);
      owner = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
      boolean isInterface = owner != null && owner.getKind() == Tree.Kind.INTERFACE;
      boolean isPublic = isInterface || tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
      boolean isStatic = tree.getModifiers().getFlags().contains(Modifier.STATIC);
      if (isPublic
          && (isStatic || !staticOnly)
          && tree.getBody() != null
          && tree.getReturnType() != null) {
        source.methods.add(span(tree, isStatic));
      }
      return null; // what is inside of a body is not a class that anybody can name
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
      return null;
    }

    private Span span(Tree tree, boolean isStatic) {
      return new Span(
          positions.getStartPosition(unit, tree), positions.getEndPosition(unit, tree), isStatic);
    }
  }
}
