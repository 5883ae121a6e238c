// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A fresh directory for each test of a class, which is deleted after the processes that use it have
 * ended.
 *
 * <p>What goes on without its session, as a job that has left its result does, writes there until
 * it ends. A process that has not ended a minute after its test fails that.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@TempDir
@ExtendWith(WorkDirectory.Ends.class)
public @interface WorkDirectory {
  /** Waits for the ends of the processes. */
  final class Ends implements AfterEachCallback {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int PERIOD_MILLIS = 10;

    @Override
    public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
      for (Path directory :
          AnnotationSupport.findAnnotatedFieldValues(
              context.getRequiredTestInstance(), WorkDirectory.class, Path.class)) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LIMIT_NANOS && !users(directory).isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        }
        assertThat(users(directory)).as("processes that still use %s", directory).isEmpty();
      }
    }

    /** Returns those that work in the directory, or that it is named to when they are started. */
    private static List<String> users(Path directory) throws IOException {
      long own = ProcessHandle.current().pid();
      try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
        return processes
            .filter(process -> process.getFileName().toString().matches("[0-9]+"))
            .filter(process -> !process.endsWith(Long.toString(own)))
            .filter(process -> uses(process, directory))
            .map(process -> process.getFileName() + " " + command(process))
            .toList();
      }
    }

    private static boolean uses(Path process, Path directory) {
      try {
        return Files.readSymbolicLink(process.resolve("cwd")).startsWith(directory)
            || command(process).contains(directory.toString());
      } catch (IOException e) {
        // It has ended, or it is not ours.
        return false;
      }
    }

    private static String command(Path process) {
      try {
        return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
      } catch (IOException e) {
        return "";
      }
    }
  }
}
