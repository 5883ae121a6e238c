// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The problems of one class. */
public final class Report {
  private final List<Finding> findings = new ArrayList<>();

  private record Finding(String message, Place place) {}

  /** Returns a report of one problem of an element. */
  public static Report of(Problem problem, Element element, Object... arguments) {
    Report report = new Report();
    report.add(problem, Place.of(element), arguments);
    return report;
  }

  void add(Problem problem, Place place, Object... arguments) {
    findings.add(new Finding(problem.message(arguments), place));
  }

  /** Returns whether nothing was found. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /** Prints what was found, as errors at their places. */
  public void print(Messager messager, @Nullable Trees trees) {
    for (Finding finding : findings) {
      Place place = finding.place();
      if (trees == null || place.resultType() == null || !printAtResult(finding, trees)) {
        messager.printMessage(
            Diagnostic.Kind.ERROR,
            finding.message(),
            place.element(),
            place.annotation(),
            place.value());
      }
    }
  }

  private static boolean printAtResult(Finding finding, Trees trees) {
    TreePath path = trees.getPath(finding.place().element());
    if (path == null || !(path.getLeaf() instanceof MethodTree method)) {
      return false;
    }
    Tree blamed = new NamedType(finding.place().resultType()).scan(method.getReturnType(), null);
    trees.printMessage(
        Diagnostic.Kind.ERROR,
        finding.message(),
        blamed == null ? method.getReturnType() : blamed,
        path.getCompilationUnit());
    return true;
  }

  /** Finds where a type is named. */
  private static final class NamedType extends TreeScanner<@Nullable Tree, @Nullable Void> {
    private final @Nullable String name;

    NamedType(@Nullable String name) {
      this.name = name;
    }

    @Override
    public @Nullable Tree visitIdentifier(IdentifierTree tree, @Nullable Void none) {
      return tree.getName().contentEquals(String.valueOf(name)) ? tree : null;
    }

    @Override
    public @Nullable Tree visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
      return tree.getIdentifier().contentEquals(String.valueOf(name)) ? tree : null;
    }

    @Override
    public @Nullable Tree reduce(@Nullable Tree first, @Nullable Tree second) {
      return first == null ? second : first;
    }
  }
}
