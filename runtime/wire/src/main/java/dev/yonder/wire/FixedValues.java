// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.util.BitSet;
import java.util.Currency;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The JDK's values that are neither collections nor times. */
final class FixedValues {
  private FixedValues() {}

  /** Registers all of them. */
  static void register(Kryo kryo) {
    kryo.register(BigInteger.class, new DefaultSerializers.BigIntegerSerializer());
    kryo.register(BigDecimal.class, new DefaultSerializers.BigDecimalSerializer());
    kryo.register(Object.class, new Whole<>(value -> new Object[0], parts -> new Object()));
    kryo.register(Class.class, new ClassSerializer());
    text(kryo, UUID.class, UUID::toString, UUID::fromString);
    text(kryo, URI.class, URI::toString, URI::create);
    text(kryo, URL.class, URL::toExternalForm, FixedValues::url);
    text(kryo, File.class, File::getPath, File::new);
    text(kryo, Path.class, Path::toString, Path::of);
    text(kryo, Charset.class, Charset::name, Charset::forName);
    text(kryo, StringBuilder.class, StringBuilder::toString, StringBuilder::new);
    text(kryo, Currency.class, Currency::getCurrencyCode, Currency::getInstance);
    kryo.register(BitSet.class, Whole.ofOne(long[].class, BitSet::toLongArray, BitSet::valueOf));
    for (Class<?> type : BY_JAVA) {
      kryo.register(type, new JavaForm());
    }
    FixedBoxes.register(kryo);
  }

  private static final Class<?>[] BY_JAVA = {
    DecimalFormat.class,
    DecimalFormatSymbols.class,
    InetAddress.class,
    InetSocketAddress.class,
    Locale.class,
    MathContext.class,
    Pattern.class,
    Random.class,
    SimpleDateFormat.class,
  };

  private static <T> void text(
      Kryo kryo, Class<T> type, Function<T, String> print, Function<String, T> parse) {
    kryo.register(type, Whole.ofOne(String.class, print, parse));
  }

  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new Refused("is an address that cannot be understood here: " + e.getMessage());
    }
  }
}
