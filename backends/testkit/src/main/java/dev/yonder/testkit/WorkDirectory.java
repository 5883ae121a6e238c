// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

/**
 * A fresh directory for each test of a class, which is deleted after the processes that use it have
 * ended.
 *
 * <p>What goes on without its session, as a job that has left its result does, writes there until
 * it ends. A process that has not ended five minutes after its test fails that, and is ended. The
 * field is not static.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@TempDir
@ExtendWith(WorkDirectory.Ends.class)
public @interface WorkDirectory {
  /** Waits for the ends of the processes. */
  final class Ends implements BeforeAllCallback, AfterEachCallback {
    /** Enough for what makes an archive, at a low priority on a busy machine. */
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final int PERIOD_MILLIS = 10;

    @Override
    public void beforeAll(ExtensionContext context) {
      AnnotationSupport.findAnnotatedFields(
              context.getRequiredTestClass(), WorkDirectory.class, ModifierSupport::isStatic)
          .forEach(Ends::refuse);
    }

    private static void refuse(Field field) {
      throw new ExtensionConfigurationException(
          "%s.%s is static, so all tests of the class would share the directory, and the processes of each would be waited for by none; remove static, or use @TempDir where no processes are started"
              .formatted(field.getDeclaringClass().getSimpleName(), field.getName()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
      for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
        for (Path directory :
            AnnotationSupport.findAnnotatedFieldValues(instance, WorkDirectory.class, Path.class)) {
          awaitEnds(directory);
        }
      }
    }

    private static void awaitEnds(Path directory) throws InterruptedException {
      long start = System.nanoTime();
      while (System.nanoTime() - start < LIMIT_NANOS && !users(directory).isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
      Map<ProcessHandle, String> left = users(directory);
      try {
        assertThat(left.values()).as("processes that still use %s", directory).isEmpty();
      } finally {
        left.keySet().forEach(ProcessHandle::destroyForcibly);
      }
    }

    /**
     * Returns those that work in the directory, or that it is named to when they are started, each
     * with its number and command.
     */
    private static Map<ProcessHandle, String> users(Path directory) {
      Map<ProcessHandle, String> users = new LinkedHashMap<>();
      ProcessHandle.allProcesses()
          .filter(process -> process.pid() != ProcessHandle.current().pid())
          .filter(process -> uses(process, directory))
          .forEach(process -> users.put(process, process.pid() + " " + command(process)));
      return users;
    }

    private static boolean uses(ProcessHandle process, Path directory) {
      try {
        return Files.readSymbolicLink(about(process, "cwd")).startsWith(directory)
            || command(process).contains(directory.toString());
      } catch (IOException e) {
        // It has ended, or it is not ours.
        return false;
      }
    }

    private static String command(ProcessHandle process) {
      try {
        return Files.readString(about(process, "cmdline")).replace('\0', ' ');
      } catch (IOException e) {
        return "";
      }
    }

    private static Path about(ProcessHandle process, String what) {
      return Path.of("/proc", Long.toString(process.pid()), what);
    }
  }
}
