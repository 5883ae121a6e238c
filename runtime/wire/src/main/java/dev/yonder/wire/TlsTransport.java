// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TCP connection with TLS 1.3 by which both sides have shown the certificate of the run. */
final class TlsTransport implements Transport {
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  /** The fastest on processors of this age, and never too weak. */
  private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256"};

  private static final int PIECE = 1 << 16;

  private final Socket plain;
  private final SSLSocket tls;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] read = new byte[PIECE];
  private final byte[] written = new byte[PIECE];

  private TlsTransport(Socket plain, SSLSocket tls) throws IOException {
    this.plain = plain;
    this.tls = tls;
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  /**
   * Shakes hands over a connected socket, which closing ends at any time.
   *
   * @throws IOException if the other side has not the certificate; on a client, this may show only
   *     when the first answer is read
   */
  static TlsTransport shake(Socket plain, TlsIdentity identity, boolean client) throws IOException {
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    SSLSocket tls =
        (SSLSocket)
            identity
                .context()
                .getSocketFactory()
                .createSocket(plain, "yonder", plain.getPort(), /* autoClose= */ true);
    tls.setUseClientMode(client);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(CIPHERS);
    parameters.setNeedClientAuth(!client);
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return new TlsTransport(plain, tls);
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int length = in.read(read, 0, Math.min(read.length, buffer.remaining()));
    if (length > 0) {
      buffer.put(read, 0, length);
    }
    return length;
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      int length = Math.min(written.length, buffer.remaining());
      buffer.get(written, 0, length);
      out.write(written, 0, length);
    }
  }

  @Override
  public void endOutput() throws IOException {
    tls.shutdownOutput();
  }

  /** Closes the socket below: that of TLS waits for a thread that writes. */
  @Override
  public void close() throws IOException {
    plain.close();
  }
}
