// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import de.siegmar.fastcsv.reader.CsvIndex;
import de.siegmar.fastcsv.reader.CsvIndex.CsvPage;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import dev.yonder.samples.UsageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file in partitions, cut only between records.
 *
 * <p>A record ends at a line break (LF, CR or both) outside quotes. A field is quoted if its first
 * character is a quote; inside it, two quotes stand for one, and line breaks are text. A quote
 * anywhere else is a character like any other.
 */
final class CsvFile {
  private final Path path;
  private final CsvIndex index;

  private CsvFile(Path path, CsvIndex index) {
    this.path = path;
    this.index = index;
  }

  /**
   * Finds the places to cut.
   *
   * @param records how many go into a partition, the header included, at least 1
   * @throws UsageException if the file cannot be read or is empty
   */
  static CsvFile open(Path path, int records) throws IOException {
    if (Files.notExists(path)) {
      throw new UsageException("there is no file " + path.toAbsolutePath().normalize());
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new UsageException(
          "%s is not a file that can be read; name a CSV file".formatted(path));
    }
    if (Files.size(path) == 0) {
      throw new UsageException(
          "%s is empty; a line with the names of the columns is the least".formatted(path));
    }
    try (var indexed = IndexedCsvReader.builder().pageSize(records).ofCsvRecord(path)) {
      CsvIndex index = indexed.getIndex();
      // The byte order mark of UTF-8 has 3 bytes, all others have 2 or 4.
      if (index.bomHeaderLength() != 0 && index.bomHeaderLength() != 3) {
        throw new UsageException(
            "%s is not UTF-8 text, says its byte order mark; convert it, as by iconv -t UTF-8"
                .formatted(path));
      }
      return new CsvFile(path, index);
    }
  }

  /** Returns how records are read: a wrong number of fields is for the caller to judge. */
  static CsvReaderBuilder reader() {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowExtraFields(true)
        .allowMissingFields(true);
  }

  /**
   * Reads the partitions in the order of the file; the first begins with the header.
   *
   * @throws UsageException if the text is not UTF-8, or a column is missing
   */
  List<Partition> partitions() throws IOException {
    List<Partition> partitions = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(path)) {
      Columns columns = null;
      for (int page = 0; page < index.pages().size(); page++) {
        CsvPage cut = index.pages().get(page);
        boolean last = page == index.pages().size() - 1;
        long end = last ? index.fileSize() : index.pages().get(page + 1).offset();
        String text = decode(read(channel, cut.offset(), end), cut.startingLineNumber());
        if (columns == null) {
          columns = Columns.of(header(text), path.toString());
        }
        partitions.add(new Partition(cut.startingLineNumber(), text, columns));
      }
    }
    return partitions;
  }

  private static List<String> header(String text) {
    return reader().ofCsvRecord(text).iterator().next().getFields();
  }

  private ByteBuffer read(FileChannel channel, long start, long end) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(end - start));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new EOFException(path + " became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private String decode(ByteBuffer bytes, long firstLine) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      // The decoder stops at the first byte that it does not understand.
      long line = firstLine;
      for (int i = 0; i < bytes.position(); i++) {
        line += bytes.get(i) == '\n' ? 1 : 0;
      }
      throw new UsageException(
          ("%s is not UTF-8 text: line %d has bytes that mean nothing in it; convert the file,"
                  + " as by iconv -f ISO-8859-1 -t UTF-8")
              .formatted(path, line));
    }
  }
}
