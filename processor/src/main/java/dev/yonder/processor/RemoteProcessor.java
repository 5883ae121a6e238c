// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import com.google.auto.service.AutoService;
import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stub and invokers for each class with remote methods, and a catalog of all of them.
 *
 * <p>It claims its annotations, and the one that marks what it writes: one that nobody claims is a
 * warning under {@code -Xlint:all}.
 */
@AutoService(Processor.class)
public final class RemoteProcessor extends AbstractProcessor {
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private @Nullable Rounds rounds;

  /** For the compiler, which finds the processor by its service file. */
  public RemoteProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    rounds = new Rounds(environment);
    LocalOwners.watch(environment);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Remote.class.getName(), Seeded.class.getName(), GENERATED);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // nobody else wants them
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (rounds == null) {
      throw new IllegalStateException("process was called before init");
    }
    rounds.process(round);
    return true;
  }
}
