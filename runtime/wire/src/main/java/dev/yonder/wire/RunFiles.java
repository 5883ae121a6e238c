// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of a run, which its drivers and its jobs see alike: what is where in it, and
 * whether it was written by the run itself. Safe for use by several threads and processes.
 */
public final class RunFiles {
  /** The directory in which runs are. */
  public static final String RUNS = "runs";

  private static final String KEY = "key";

  /** The directories of a run, each of which may have very many files. */
  private static final List<String> PARTS =
      List.of("arrays", "calls", "tasks", "claims", "results", "logs", "shared", "files", "code");

  private final Path directory;
  private final RunKey key;

  private RunFiles(Path directory, RunKey key) {
    this.directory = directory;
    this.key = key;
  }

  /**
   * Makes the directory of a new run.
   *
   * @throws IOException if it cannot be made, or somebody else could change what is in it
   */
  public static RunFiles create(Path directory) throws IOException {
    Path runs = directory.getParent();
    if (runs == null || runs.getParent() == null) {
      throw new IllegalArgumentException(directory + " cannot be the directory of a run");
    }
    Files.createDirectories(runs.getParent());
    makePrivate(runs, /* isNew= */ false);
    PathSafety.check(runs);
    makePrivate(directory, /* isNew= */ true);
    for (String part : PARTS) {
      makePrivate(directory.resolve(part), /* isNew= */ true);
    }
    RunKey key = RunKey.random();
    WholeFile.write(directory.resolve(KEY), key.bytes());
    return new RunFiles(directory, key);
  }

  private static void makePrivate(Path directory, boolean isNew) throws IOException {
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      if (isNew) {
        throw e;
      }
    }
  }

  /**
   * Opens the directory of a run.
   *
   * @throws NoSuchFileException if there is no such run
   * @throws IOException if it cannot be read, or somebody else could change what is in it
   */
  public static RunFiles open(Path directory) throws IOException {
    PathSafety.check(directory);
    Path file = directory.resolve(KEY);
    PathSafety.checkFile(file);
    return new RunFiles(directory, RunKey.of(Files.readAllBytes(file)));
  }

  /** Returns the directory. */
  public Path path() {
    return directory;
  }

  /** Returns the name of the run, which is that of its directory. */
  public String id() {
    return directory.getFileName().toString();
  }

  /** Returns the name of the file with the attempt that each element of an array runs. */
  public static String array(String name) {
    return "arrays/" + name;
  }

  /** Returns the name of the file with the arguments of a call, if they are many. */
  public static String call(long task) {
    return "calls/" + task + ".call";
  }

  /** Returns the name of the file that tells a job what to run. */
  public static String task(long task, int attempt) {
    return "tasks/" + task + "." + attempt + ".task";
  }

  /** Returns the name of the file in which a job leaves how the attempt ended. */
  public static String result(long task, int attempt) {
    return "results/" + task + "." + attempt + ".result";
  }

  /** Returns the name of the file with a shared value. */
  public static String shared(int opening, long number) {
    return "shared/" + opening + "." + -number + ".value";
  }

  /** Returns the file to which a job writes what the attempt prints. */
  public Path log(long task, int attempt) {
    return directory.resolve("logs/" + task + "." + attempt + ".log");
  }

  /** Returns the copy of the content of an input file. */
  public Path inputFile(String sha256, String name) {
    return directory.resolve("files").resolve(sha256).resolve(name);
  }

  /** Returns the file by which an attempt is started or given up, by whoever makes it first. */
  public Path claim(long task, int attempt) {
    return directory.resolve("claims/" + task + "." + attempt);
  }

  /** Returns the directory of the jars. */
  public Path code() {
    return directory.resolve("code");
  }

  /** Returns the directory of the results. */
  public Path results() {
    return directory.resolve("results");
  }

  /**
   * Claims an attempt, if nobody has.
   *
   * @param text who does, and for what
   * @return whether this did
   */
  public boolean claim(long task, int attempt, String text) throws IOException {
    Path claim = claim(task, attempt);
    try {
      Files.write(
          Files.createFile(
              claim,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Writes a file of the run.
   *
   * @param name its path within the directory
   * @param head what tells what the file is
   * @param body what may be large
   */
  public void write(String name, List<Message> head, List<Message> body) throws IOException {
    file(name).write(bytes(head), body);
  }

  /** Writes a file that holds a text. */
  public void write(String name, String text) throws IOException {
    file(name).write(text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  /**
   * Returns the first messages of a file, of which the rest is not read.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read, or is not the run's own
   */
  public List<Message> head(String name) throws IOException {
    return messages(existing(name).head());
  }

  /**
   * Returns the messages of a file that may be large.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read, or is not the run's own
   */
  public List<Message> body(String name) throws IOException {
    return existing(name).body();
  }

  /**
   * Returns the text of a file.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read, or is not the run's own
   */
  public String text(String name) throws IOException {
    return new String(existing(name).head(), StandardCharsets.UTF_8);
  }

  /**
   * Returns the highest number of a task of which there is a file, -1 if there is none: the journal
   * may have lost what it told of some.
   */
  public long lastTask() throws IOException {
    long last = -1;
    for (String part : List.of("calls", "tasks", "claims", "results")) {
      last = Math.max(last, first(part));
    }
    return last;
  }

  /** Returns the highest number of a driver that has left a shared value, 0 if there is none. */
  public int lastOpening() throws IOException {
    return (int) Math.max(0, first("shared"));
  }

  /** Returns the highest number with which names begin in a directory, -1 if there is none. */
  private long first(String part) throws IOException {
    long highest = -1;
    for (String name : names(part)) {
      highest = Math.max(highest, number(name.substring(0, Math.max(0, name.indexOf('.')))));
    }
    return highest;
  }

  /** Returns the highest number that the name of an array ends with, 0 if there is none. */
  public int lastArray() throws IOException {
    long last = 0;
    for (String name : names("arrays")) {
      last = Math.max(last, number(name.substring(name.lastIndexOf('-') + 1)));
    }
    return (int) last;
  }

  private List<String> names(String part) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(part))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  /** Returns the number that the text is, -1 if it is none. */
  private static long number(String text) {
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }

  /** Opens the journal of the run. */
  public Journal journal() throws IOException {
    return Journal.open(directory.resolve("journal"), key);
  }

  /** Returns what the journal of the run says now, which somebody else may be writing. */
  public List<RunRecord> readJournal() throws IOException {
    return Journal.read(directory.resolve("journal"), key);
  }

  private SignedFile existing(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    PathSafety.checkFile(file);
    return file(name);
  }

  private SignedFile file(String name) {
    return new SignedFile(directory.resolve(name), name, key);
  }

  private static byte[] bytes(List<Message> messages) throws IOException {
    ByteSink sink = new ByteSink();
    FrameWriter frames = new FrameWriter(sink, () -> null);
    for (Message message : messages) {
      frames.write(message);
    }
    frames.flush();
    return sink.bytes.toByteArray();
  }

  private static List<Message> messages(byte[] bytes) throws IOException {
    FrameReader reader = new FrameReader(new ByteSource(ByteBuffer.wrap(bytes)));
    reader.trust(Runtime.getRuntime().maxMemory());
    List<Message> messages = new ArrayList<>();
    for (Message next = reader.read(); next != null; next = reader.read()) {
      messages.add(next);
    }
    return messages;
  }
}
