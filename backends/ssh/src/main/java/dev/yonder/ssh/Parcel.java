// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.CommandRunner;
import dev.yonder.spi.ShellWords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that go to a host as one stream, where they appear whole or not at all, readable by their
 * owner only.
 */
final class Parcel {
  private static final String UNCHECKED = "-";
  private static final String RECEIVE = Scripts.line("receive.sh");

  private final List<Item> items = new ArrayList<>();

  private record Item(String name, long size, String sha256, CommandRunner.Input content) {}

  /** Adds a file of this host, which is checked when it arrives. */
  void add(String name, Path file, String sha256) throws IOException {
    items.add(new Item(name, Files.size(file), sha256, out -> Files.copy(file, out)));
  }

  /** Adds a file with the content. */
  void add(String name, byte[] content) {
    items.add(new Item(name, content.length, UNCHECKED, out -> out.write(content)));
  }

  /** Returns how many bytes go. */
  long size() {
    return items.stream().mapToLong(Item::size).sum();
  }

  /** Writes the files one after the other. */
  void writeTo(OutputStream out) throws IOException {
    for (Item item : items) {
      item.content.writeTo(out);
    }
  }

  /** Returns the command for a host that takes the files into a directory that is there. */
  String into(String directory) {
    return command("into", directory);
  }

  /** Returns the command for a host that takes the files into a directory that it makes first. */
  String intoNew(String directory) {
    return command("make", directory);
  }

  private String command(String what, String directory) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", RECEIVE, "sh", what, directory));
    for (Item item : items) {
      words.addAll(List.of(item.name, Long.toString(item.size), item.sha256));
    }
    return ShellWords.join(words);
  }
}
