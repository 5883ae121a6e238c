// SPDX-License-Identifier: Apache-2.0
package dev.yonder.tools;

import dev.yonder.Resources;
import dev.yonder.annotations.MemorySize;
import dev.yonder.annotations.Walltime;
import dev.yonder.engine.jobs.JobArchive;
import dev.yonder.engine.jobs.RunLaunch;
import dev.yonder.engine.launch.Code;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BlockRequest;
import dev.yonder.wire.RunFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what would be submitted. */
@Command(
    name = "script",
    description =
        "Shows exactly what would be submitted for calls that need this, and submits nothing.",
    mixinStandardHelpOptions = true)
final class ScriptCommand implements Callable<Integer> {
  @Mixin private ProfileOption profile = new ProfileOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--calls", paramLabel = "N", defaultValue = "1", description = "How many calls.")
  private int calls;

  @Option(names = "--cpus", paramLabel = "N", description = "Processors of each.")
  private @Nullable Integer cpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory of each, such as \"4 GiB\".")
  private @Nullable String memory;

  @Option(names = "--gpus", paramLabel = "N", description = "Graphics processors of each.")
  private @Nullable Integer gpus;

  @Option(names = "--walltime", paramLabel = "TIME", description = "The time of each, such as 2h.")
  private @Nullable String walltime;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Backend backend = profile.backend()) {
      Path run = backend.directory().resolve(RunFiles.RUNS).resolve("RUN");
      Code code =
          new Code(List.of(run.resolve("code").resolve("PROGRAM.jar")), "DIGEST", List.of());
      Duration limit = walltime == null ? backend.policy().walltime() : Walltime.parse(walltime);
      BlockRequest request =
          new BlockRequest(
              "example-1",
              1,
              calls,
              needs(backend.policy().needs()),
              limit,
              new RunLaunch(
                  run,
                  code,
                  List.of(),
                  Map.of(),
                  new JobArchive(code, backend.directory(), List.of())));
      backend.preview(request).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private Resources needs(@Nullable Resources ofProfile) {
    Resources usual = ofProfile == null ? new Resources(1, 0, 0, Map.of()) : ofProfile;
    return new Resources(
        cpus == null ? usual.cpus() : cpus,
        memory == null ? usual.memory() : MemorySize.parse(memory),
        gpus == null ? usual.gpus() : gpus,
        usual.named());
  }
}
