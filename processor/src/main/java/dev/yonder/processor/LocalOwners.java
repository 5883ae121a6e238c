// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.yonder.processor.elements.CompilerTrees;
import dev.yonder.processor.elements.RemoteMethods;
import dev.yonder.processor.validate.Problem;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Refuses remote methods of local and anonymous classes.
 *
 * <p>Annotation processing never sees the inside of methods, so the classes are looked at when the
 * compiler has analysed them, which is also when what the trees say can be trusted. Other compilers
 * do not offer this.
 */
final class LocalOwners extends TreePathScanner<Void, Void> {
  private final Trees trees;

  private LocalOwners(Trees trees) {
    this.trees = trees;
  }

  static void watch(ProcessingEnvironment environment) {
    Trees trees = CompilerTrees.of(environment);
    if (trees == null) {
      return;
    }
    JavacTask.instance(environment)
        .addTaskListener(
            new TaskListener() {
              @Override
              public void finished(TaskEvent event) {
                TypeElement type = event.getTypeElement();
                if (event.getKind() == TaskEvent.Kind.ANALYZE && type != null) {
                  TreePath path = trees.getPath(type);
                  if (path != null) {
                    new LocalOwners(trees).scan(path, null);
                  }
                }
              }
            });
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
    Element method = trees.getElement(getCurrentPath());
    if (method != null && RemoteMethods.isRemote(method)) {
      Element owner = trees.getElement(getCurrentPath().getParentPath());
      if (owner instanceof TypeElement type && isUnnameable(type)) {
        String kind = type.getNestingKind() == NestingKind.ANONYMOUS ? "an anonymous" : "a local";
        trees.printMessage(
            Diagnostic.Kind.ERROR,
            Problem.LOCAL_OWNER.message(tree.getName(), kind),
            tree,
            getCurrentPath().getCompilationUnit());
      }
    }
    return super.visitMethod(tree, null);
  }

  private static boolean isUnnameable(TypeElement type) {
    for (Element around = type;
        around instanceof TypeElement outer;
        around = outer.getEnclosingElement()) {
      if (outer.getNestingKind() == NestingKind.LOCAL
          || outer.getNestingKind() == NestingKind.ANONYMOUS) {
        return true;
      }
    }
    return false;
  }
}
