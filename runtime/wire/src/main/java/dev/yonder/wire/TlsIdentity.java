// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The key and the certificate of a run, by which its driver and its workers know each other.
 *
 * <p>Both sides have the same ones, and accept no others, whoever has signed those. They are in a
 * file that only its owner can read, which the driver makes and workers are given.
 */
public final class TlsIdentity {
  /** The rights of the file protect it, and not this, which the format asks for. */
  static final String PASSWORD = "yonder";

  static final String ALIAS = "run";

  private static final String FORMAT = "PKCS12";

  private final SSLContext context;

  private TlsIdentity(SSLContext context) {
    this.context = context;
  }

  /**
   * Makes a new key and a certificate of it, which takes about a second.
   *
   * @param file the file that is to be made; its directory must exist
   * @throws IOException if the JDK's {@code keytool} cannot be run, or the file cannot be written
   */
  public static TlsIdentity create(Path file) throws IOException {
    Keytool.makeKey(file);
    return read(file);
  }

  /**
   * Reads the file that {@link #create} has made.
   *
   * @throws IOException if it cannot be read
   */
  public static TlsIdentity read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance(FORMAT);
      keys.load(in, PASSWORD.toCharArray());
      if (!(keys.getCertificate(ALIAS) instanceof X509Certificate certificate)) {
        throw new IOException("the file %s has no certificate of a run".formatted(file));
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      TrustManager[] trusted = {new PinnedCertificate(certificate)};
      context.init(factory.getKeyManagers(), trusted, new SecureRandom());
      return new TlsIdentity(context);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key in %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Returns what makes sockets that show this certificate and accept no other. */
  SSLContext context() {
    return context;
  }
}
