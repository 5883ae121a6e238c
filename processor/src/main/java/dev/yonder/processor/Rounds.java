// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.SuperficialValidation;
import com.sun.source.util.Trees;
import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import dev.yonder.processor.elements.CompilerTrees;
import dev.yonder.processor.elements.Enclosing;
import dev.yonder.processor.elements.RemoteMethod;
import dev.yonder.processor.elements.RemoteMethods;
import dev.yonder.processor.emit.Names;
import dev.yonder.processor.emit.Output;
import dev.yonder.processor.emit.WriteException;
import dev.yonder.processor.model.ModelReader;
import dev.yonder.processor.validate.Problem;
import dev.yonder.processor.validate.Report;
import dev.yonder.processor.validate.SeededRules;
import dev.yonder.processor.validate.Validator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Handles each class with remote methods once, in the first round in which its types are known.
 *
 * <p>This is not a {@code BasicAnnotationProcessor}, which waits for whole classes: a class that
 * keeps its own stub in a field would wait for itself. Only the methods and the class's header
 * matter here. A class whose types never come is left to the compiler, which names them.
 */
final class Rounds {
  private final Elements elements;
  private final Messager messager;
  private final @Nullable Trees trees;
  private final RemoteMethods methods;
  private final Validator validator;
  private final SeededRules seededRules;
  private final ModelReader reader;
  private final Output output;
  private final SortedSet<String> waiting = new TreeSet<>();

  Rounds(ProcessingEnvironment environment) {
    elements = environment.getElementUtils();
    messager = environment.getMessager();
    trees = CompilerTrees.of(environment);
    methods = new RemoteMethods(elements, environment.getTypeUtils());
    validator = new Validator(elements, environment.getTypeUtils());
    seededRules = new SeededRules(methods);
    reader = new ModelReader(environment);
    output = new Output(environment.getFiler(), new Names(elements));
  }

  void process(RoundEnvironment round) {
    try {
      if (!round.processingOver()) {
        processOpen(round);
      } else if (!round.errorRaised()) {
        output.writeServices();
      }
    } catch (WriteException failure) {
      messager.printMessage(
          Diagnostic.Kind.ERROR, Problem.NOT_WRITTEN.message(failure.file(), failure.reason()));
    }
  }

  private void processOpen(RoundEnvironment round) throws WriteException {
    for (Element method : round.getElementsAnnotatedWith(Remote.class)) {
      TypeElement owner = MoreElements.asType(Enclosing.of(method));
      waiting.add(owner.getQualifiedName().toString());
    }
    for (Element parameter : round.getElementsAnnotatedWith(Seeded.class)) {
      seededRules.check(parameter).print(messager, trees);
    }
    boolean isQuiet = true;
    for (String name : List.copyOf(waiting)) {
      TypeElement owner = elements.getTypeElement(name);
      if (isKnown(owner)) {
        List<RemoteMethod> remote = methods.of(owner);
        if (areKnown(remote)) {
          waiting.remove(name);
          isQuiet = false;
          process(owner, remote);
        }
      }
    }
    // A source file that is written in the last round is worth a warning, so the catalog comes as
    // soon as nothing new did. Stubs always cause one more round.
    if (isQuiet) {
      output.writeCatalog();
    }
  }

  private void process(TypeElement owner, List<RemoteMethod> found) {
    List<RemoteMethod> remote = validator.usable(found);
    Report report = validator.check(owner, remote);
    report.print(messager, trees);
    if (report.isClean()) {
      write(owner, remote);
    }
  }

  private void write(TypeElement owner, List<RemoteMethod> remote) {
    try {
      output.write(reader.read(owner, remote), owner);
    } catch (WriteException failure) {
      Report.of(Problem.NOT_WRITTEN, owner, failure.file(), failure.reason())
          .print(messager, trees);
    }
  }

  private static boolean isKnown(TypeElement owner) {
    return SuperficialValidation.validateType(owner.getSuperclass())
        && owner.getInterfaces().stream().allMatch(SuperficialValidation::validateType)
        && SuperficialValidation.validateElements(owner.getTypeParameters());
  }

  private static boolean areKnown(List<RemoteMethod> methods) {
    return methods.stream()
        .allMatch(
            method ->
                SuperficialValidation.validateElement(method.element())
                    && SuperficialValidation.validateElement(method.annotated()));
  }
}
