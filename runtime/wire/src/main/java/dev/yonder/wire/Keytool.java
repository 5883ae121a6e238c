// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes a key and a certificate of it by the JDK's own tool: no class of the JDK does so. */
final class Keytool {
  /** Nobody looks at the dates; see {@link PinnedCertificate}. */
  private static final String DAYS = "3650";

  private Keytool() {}

  /** Makes the file, which nobody else can read at any time. */
  static void makeKey(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    // Only its owner can enter it, whatever the rights are with which the tool makes the file.
    Path directory = Files.createTempDirectory(target.getParent(), "key");
    Path made = directory.resolve("key");
    try {
      run(made);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
      Files.delete(directory);
    }
  }

  private static void run(Path file) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            tool.toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-genkeypair",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            TlsIdentity.PASSWORD,
            "-alias",
            TlsIdentity.ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=yonder",
            "-validity",
            DAYS);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "%s made no key, but ended with %d: %s".formatted(tool, status, printed));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a key was made", e);
    }
  }
}
