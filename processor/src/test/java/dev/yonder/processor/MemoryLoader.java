// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import dev.yonder.spi.TaskCatalog;
import dev.yonder.spi.TaskType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Loads classes and services from what a compiler wrote. */
final class MemoryLoader extends ClassLoader {
  private final Map<String, byte[]> outputs;

  MemoryLoader(Map<String, byte[]> outputs) {
    super(MemoryLoader.class.getClassLoader());
    this.outputs = outputs;
  }

  /** Returns the task types that the catalogs among the outputs list, by id. */
  static Map<String, TaskType> taskTypes(Map<String, byte[]> outputs) {
    Map<String, TaskType> types = new TreeMap<>();
    for (TaskCatalog catalog : ServiceLoader.load(TaskCatalog.class, new MemoryLoader(outputs))) {
      catalog.taskTypes().forEach(type -> types.put(type.id(), type));
    }
    return types;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = outputs.get(name.replace('.', '/') + ".class");
    if (code == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, code, 0, code.length);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    byte[] content = outputs.get(name);
    return content == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(List.of(url(name, content)));
  }

  private static URL url(String name, byte[] content) {
    try {
      return new URL(null, "memory:" + name, new MemoryHandler(content));
    } catch (MalformedURLException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class MemoryHandler extends URLStreamHandler {
    private final byte[] content;

    MemoryHandler(byte[] content) {
      this.content = content;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(content);
        }
      };
    }
  }
}
