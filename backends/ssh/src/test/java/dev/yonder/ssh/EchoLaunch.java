// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.WorkerLaunch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Workers that are shell scripts, which need no engine.
 *
 * @param java the least feature version of Java
 * @param code files that stand for jars
 * @param script what the worker does; its words are the place's java, code, secrets, scratch,
 *     worker and processors
 */
record EchoLaunch(int java, List<CodeFile> code, String script) implements WorkerLaunch {
  /** A secret with all that could go wrong on its way. */
  static final byte[] SECRET = "s\0e'c\"r\n$t\\\u00ff".getBytes(StandardCharsets.ISO_8859_1);

  /** Sends back what it is sent, until that ends. */
  static final String ECHO = "printf 'ready\\n' >&4; cat <&3 >&4";

  static EchoLaunch of(String script) {
    return new EchoLaunch(17, List.of(), script);
  }

  /** Returns a file that is code as far as a backend can tell. */
  static CodeFile jar(Path file, byte[] content) {
    try {
      Files.write(file, content);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new CodeFile(file, HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public int javaFeature() {
    return java;
  }

  @Override
  public Map<String, byte[]> secrets() {
    return Map.of("secret", SECRET);
  }

  @Override
  public List<String> command(Place place) {
    return List.of(
        "sh",
        "-c",
        script,
        "worker",
        place.java(),
        place.code(),
        place.secrets(),
        place.scratch(),
        place.worker(),
        Integer.toString(place.capacity().cpus()));
  }

  @Override
  public Map<String, String> environment(int cpus) {
    return Map.of("OMP_NUM_THREADS", Integer.toString(cpus), "HOSTILE", "a'b $HOME\n\"c\" \\");
  }
}
