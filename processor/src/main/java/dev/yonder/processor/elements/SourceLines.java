// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Says where methods stand in their files. */
public final class SourceLines {
  private final @Nullable Trees trees;

  /** The file of the last class: asking for it takes long, and methods come class by class. */
  private @Nullable Element lastType;

  private @Nullable CompilationUnitTree lastUnit;

  /** Creates source lines of what the environment compiles. */
  public SourceLines(ProcessingEnvironment environment) {
    this.trees = CompilerTrees.of(environment);
  }

  /** Returns the file and line of a method, such as {@code Grid.java:17}; empty if unknown. */
  public String of(ExecutableElement method) {
    MethodTree tree = trees == null ? null : trees.getTree(method);
    CompilationUnitTree unit = tree == null ? null : unit(Enclosing.of(method));
    if (trees == null || tree == null || unit == null) {
      return "";
    }
    long start = trees.getSourcePositions().getStartPosition(unit, tree.getReturnType());
    if (start == Diagnostic.NOPOS) {
      return "";
    }
    String file = unit.getSourceFile().getName();
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return name + ":" + unit.getLineMap().getLineNumber(start);
  }

  private @Nullable CompilationUnitTree unit(Element type) {
    if (!type.equals(lastType)) {
      TreePath path = trees == null ? null : trees.getPath(type);
      lastType = type;
      lastUnit = path == null ? null : path.getCompilationUnit();
    }
    return lastUnit;
  }
}
