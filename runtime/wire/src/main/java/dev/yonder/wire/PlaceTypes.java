// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.File;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Names of places of the table: 40 to 59. Nothing here looks whether the place exists. */
final class PlaceTypes {
  private PlaceTypes() {}

  static void addTo(JdkTypes table, boolean mayLeaveHost) {
    table.add(
        40,
        URI.class,
        ValueSerializer.<URI>of(
            (out, value) -> out.writeString(value.toString()), in -> URI.create(in.readText())));
    table.add(
        41,
        URL.class,
        ValueSerializer.<URL>changing(
            (out, value) -> out.writeString(value.toString()), in -> url(in.readText())));
    table.add(
        42,
        File.class,
        ValueSerializer.<File>of(
            (out, value) -> {
              stay(mayLeaveHost);
              out.writeString(value.getPath());
            },
            in -> new File(in.readText())));
    table.add(
        43,
        Path.class,
        ValueSerializer.<Path>of(
            (out, value) -> {
              stay(mayLeaveHost);
              if (value.getFileSystem() != FileSystems.getDefault()) {
                throw new PayloadException("the path " + value + " is inside of an archive");
              }
              out.writeString(value.toString());
            },
            in -> Path.of(in.readText())));
    table.add(
        44,
        Charset.class,
        ValueSerializer.<Charset>of(
            (out, value) -> out.writeString(value.name()), in -> Charset.forName(in.readText())));
    addresses(table);
  }

  private static void addresses(JdkTypes table) {
    table.add(
        45,
        InetAddress.class,
        ValueSerializer.<InetAddress>of(
            (out, value) -> {
              // The name as far as it is known: getHostName would ask the network for it.
              String text = value.toString();
              out.writeString(text.substring(0, text.indexOf('/')));
              out.writeByte(value.getAddress().length);
              out.writeBytes(value.getAddress());
            },
            PlaceTypes::address),
        java.net.Inet4Address.class);
  }

  private static InetAddress address(PayloadInput in) {
    String host = in.readText();
    try {
      return InetAddress.getByAddress(host.isEmpty() ? null : host, in.readBytes(in.readByte()));
    } catch (UnknownHostException e) {
      throw new PayloadException("the bytes are damaged: an address has a bad length", e);
    }
  }

  private static void stay(boolean mayLeaveHost) {
    if (mayLeaveHost) {
      throw new PayloadException("it holds a path");
    }
  }

  @SuppressWarnings("deprecation") // The constructor came to be deprecated with Java 20.
  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new PayloadException("the URL " + text + " cannot be read here", e);
    }
  }
}
