// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Keeps what a compiler writes in memory, by path. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, File> files = new TreeMap<>();

  MemoryFiles(JavaFileManager manager) {
    super(manager);
  }

  /** Returns what was written. */
  Map<String, byte[]> outputs() {
    Map<String, byte[]> outputs = new TreeMap<>();
    files.forEach((path, file) -> outputs.put(path, file.content.toByteArray()));
    return outputs;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
    return file(className.replace('.', '/') + kind.extension, kind);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String name, @Nullable FileObject sibling) {
    return file(name, JavaFileObject.Kind.OTHER);
  }

  @Override
  public FileObject getFileForInput(Location location, String packageName, String name)
      throws IOException {
    throw new IOException("nothing was written before");
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    return one.equals(other);
  }

  private File file(String path, JavaFileObject.Kind kind) {
    File file = new File(path, kind);
    files.put(path, file);
    return file;
  }

  private static final class File extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    File(String path, Kind kind) {
      super(URI.create("memory:///" + path.replace("$", "%24")), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content.toString(StandardCharsets.UTF_8);
    }
  }
}
