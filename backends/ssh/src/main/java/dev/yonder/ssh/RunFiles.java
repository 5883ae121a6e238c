// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.Resources;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.ShellWords;
import dev.yonder.spi.WorkerLaunch;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one worker needs in a directory of its own on its host, which goes with it.
 *
 * @param directory the directory, which is not there before
 * @param mark starts the line in which the host says how the worker ended
 * @param parcel the files
 */
record RunFiles(String directory, String mark, Parcel parcel) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String START = Scripts.text("start.sh");
  private static final String STOP = Scripts.text("stop.sh");

  /**
   * Returns the files for a worker.
   *
   * @throws BackendException if a variable of its environment has a name that shells refuse
   */
  static RunFiles of(HostFacts facts, Resources capacity, String worker, WorkerLaunch launch)
      throws BackendException {
    String fresh = Probe.fresh();
    String directory = facts.runs() + "/yonder-ssh." + fresh;
    WorkerLaunch.Place place =
        new WorkerLaunch.Place(facts.java(), facts.code(), directory, directory, worker, capacity);
    RunFiles files = new RunFiles(directory, "@yonder-ended-" + fresh, new Parcel());
    files.add("start", files.start(place, launch));
    files.add("stop", "run=%s\n%s".formatted(ShellWords.quote(directory), STOP));
    launch.secrets().forEach(files.parcel::add);
    return files;
  }

  private void add(String name, String content) {
    parcel.add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private String start(WorkerLaunch.Place place, WorkerLaunch launch) throws BackendException {
    StringBuilder script = new StringBuilder();
    script.append("run=").append(ShellWords.quote(directory)).append('\n');
    script.append("log=").append(ShellWords.quote(place.log())).append('\n');
    script.append("mark=").append(ShellWords.quote(mark)).append('\n');
    for (Map.Entry<String, String> variable :
        launch.environment(place.capacity().cpus()).entrySet()) {
      if (!VARIABLE.matcher(variable.getKey()).matches()) {
        throw BackendException.lasting(
            "\"%s\" is no name of a variable that a shell can set; rename env.%s"
                .formatted(variable.getKey(), variable.getKey()),
            null);
      }
      script
          .append("export ")
          .append(variable.getKey())
          .append('=')
          .append(ShellWords.quote(variable.getValue()))
          .append('\n');
    }
    script.append("redirect() {\n  ").append(WorkerLaunch.SHELL_REDIRECTION).append("\n}\n");
    script
        .append("worker() {\n  exec $own_group ")
        .append(ShellWords.join(launch.command(place)))
        .append("\n}\n");
    return script.append(START).toString();
  }

  /** Returns the command that runs the worker, in any login shell. */
  String startCommand() {
    return "exec sh " + ShellWords.quote(directory + "/start");
  }

  /** Returns the command that ends the worker, in any login shell. */
  String stopCommand() {
    String stop = ShellWords.quote(directory + "/stop");
    // It goes with the directory, which is gone where the worker has ended.
    return "test -f %s && exec sh %s || true".formatted(stop, stop);
  }
}
