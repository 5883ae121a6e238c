// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Java serialization, of classes that may travel only. */
final class JavaForm {
  private static final int DEEPEST = 500;

  private JavaForm() {}

  /**
   * Writes a value.
   *
   * @param replacement gives what is written in place of an object, null for the object itself
   */
  static byte[] write(Object value, @Nullable UnaryOperator<@Nullable Object> replacement)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new Writer(bytes, replacement)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  static Object read(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
    try (Reader in = new Reader(new ByteArrayInputStream(bytes), loader)) {
      in.setObjectInputFilter(info -> check(info, bytes.length));
      return in.readObject();
    }
  }

  private static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info, int bytes) {
    if (info.depth() > DEEPEST || info.arrayLength() > bytes) {
      return ObjectInputFilter.Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    while (type != null && type.isArray()) {
      type = type.getComponentType();
    }
    return type == null || Unsendable.reason(type) == null
        ? ObjectInputFilter.Status.ALLOWED
        : ObjectInputFilter.Status.REJECTED;
  }

  private static final class Writer extends ObjectOutputStream {
    private final @Nullable UnaryOperator<@Nullable Object> replacement;

    Writer(OutputStream out, @Nullable UnaryOperator<@Nullable Object> replacement)
        throws IOException {
      super(out);
      this.replacement = replacement;
      enableReplaceObject(replacement != null);
    }

    @Override
    protected @Nullable Object replaceObject(Object object) {
      return replacement == null ? object : replacement.apply(object);
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final ClassLoader loader;

    Reader(InputStream in, ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), /* initialize= */ false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
