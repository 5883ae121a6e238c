// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/** Blocking channels, which an interrupt of the thread that uses them closes. */
final class ChannelTransport implements Transport {
  private final ReadableByteChannel source;
  private final WritableByteChannel sink;

  ChannelTransport(ReadableByteChannel source, WritableByteChannel sink) {
    this.source = source;
    this.sink = sink;
  }

  static ChannelTransport of(SocketChannel channel) {
    return new ChannelTransport(channel, channel);
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return source.read(buffer);
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      sink.write(buffer);
    }
  }

  @Override
  public void endOutput() throws IOException {
    if (sink instanceof SocketChannel socket) {
      socket.shutdownOutput();
    } else {
      sink.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      source.close();
    } finally {
      sink.close();
    }
  }
}
