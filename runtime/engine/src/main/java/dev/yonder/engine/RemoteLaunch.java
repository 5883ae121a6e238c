// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.engine.launch.Code;
import dev.yonder.engine.launch.JavaCommand;
import dev.yonder.spi.WorkerLaunch;
import dev.yonder.wire.StdioLinks;
import dev.yonder.worker.DriverConnection;
import dev.yonder.worker.Gpus;
import dev.yonder.worker.WorkerMain;
import dev.yonder.worker.WorkerOptions;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts workers in places that are not this host, or may not be.
 *
 * @param program the class path
 * @param secret what a worker proves with that this session has started it
 * @param home how workers call home, null if they come by their standard streams
 * @param jvm options of the profile for Java machines
 * @param variables what the profile sets in the environment
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a file
record RemoteLaunch(
    Code program,
    byte[] secret,
    @Nullable Home home,
    List<String> jvm,
    Map<String, String> variables)
    implements WorkerLaunch {
  private static final String SECRET = "secret";
  private static final String KEY = "key";

  /**
   * A port of this process.
   *
   * @param key the file with the key of the run, as it is to be for workers
   * @param addresses what it may be reached by, the most likely first
   */
  record Home(byte[] key, List<InetSocketAddress> addresses) {}

  @Override
  public int javaFeature() {
    return Runtime.version().feature();
  }

  @Override
  public List<CodeFile> code() {
    return program.jars().stream().map(RemoteLaunch::codeFile).toList();
  }

  private static CodeFile codeFile(Path jar) {
    String name = jar.getFileName().toString();
    return new CodeFile(jar, name.substring(0, name.indexOf('.')));
  }

  @Override
  public Map<String, byte[]> secrets() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(SECRET, secret);
    if (home != null) {
      files.put(KEY, home.key);
    }
    return files;
  }

  @Override
  public List<String> command(Place place) {
    List<String> main = new ArrayList<>(List.of(WorkerMain.class.getName()));
    main.addAll(
        new WorkerOptions(
                link(place),
                place.scratch(),
                place.secrets() + "/" + SECRET,
                place.worker(),
                program.digest(),
                place.capacity(),
                Gpus.names(place.capacity().gpus(), null),
                /* elsewhere= */ true,
                program.catalogs())
            .arguments());
    List<String> options = new ArrayList<>(jvm);
    if (home == null) {
      options.add(StdioLinks.JAVA_OPTION);
    }
    String classPath =
        code().stream()
            .map(file -> place.code() + "/" + file.name())
            .collect(Collectors.joining(File.pathSeparator));
    return JavaCommand.of(
        new JavaCommand.Machine(
            place.java(),
            classPath,
            place.scratch(),
            JavaCommand.heapBytes(place.capacity().memory()),
            place.capacity().cpus()),
        options,
        main);
  }

  private String link(Place place) {
    if (home == null) {
      return DriverConnection.DESCRIPTORS + StdioLinks.IN + "," + StdioLinks.OUT;
    }
    return home.addresses.stream()
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .collect(
            Collectors.joining(",", DriverConnection.TLS + place.secrets() + "/" + KEY + "@", ""));
  }

  @Override
  public Map<String, String> environment(int cpus) {
    return JavaCommand.environmentElsewhere(cpus, variables);
  }
}
