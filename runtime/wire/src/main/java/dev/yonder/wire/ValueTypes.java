// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** Numbers, texts and other small values of the table: 0 to 39. */
@SuppressWarnings("JdkObsolete") // It has what programs send.
final class ValueTypes {
  /** The number of texts. */
  static final int TEXT = 0;

  /** The last number of those that nearly every program sends. */
  static final int LAST_USUAL = 8;

  private ValueTypes() {}

  /** Adds those that nearly every program sends. */
  static void addUsualTo(JdkTypes table) {
    table.add(
        TEXT, String.class, ValueSerializer.of(PayloadOutput::writeString, PayloadInput::readText));
    boxes(table);
  }

  /** Adds the others. */
  static void addTo(JdkTypes table) {
    numbers(table);
    others(table);
    texts(table);
  }

  private static void boxes(JdkTypes table) {
    table.add(
        1,
        Boolean.class,
        ValueSerializer.of(PayloadOutput::writeBoolean, PayloadInput::readBoolean));
    table.add(
        2,
        Byte.class,
        ValueSerializer.<Byte>of((out, value) -> out.writeByte(value), PayloadInput::readByte));
    table.add(
        3, Character.class, ValueSerializer.of(PayloadOutput::writeChar, PayloadInput::readChar));
    table.add(
        4,
        Short.class,
        ValueSerializer.<Short>of((out, value) -> out.writeShort(value), PayloadInput::readShort));
    table.add(
        5,
        Integer.class,
        ValueSerializer.<Integer>of(
            (out, value) -> out.writeVarInt(value, false), in -> in.readVarInt(false)));
    table.add(
        6,
        Long.class,
        ValueSerializer.<Long>of(
            (out, value) -> out.writeVarLong(value, false), in -> in.readVarLong(false)));
    table.add(
        7, Float.class, ValueSerializer.of(PayloadOutput::writeFloat, PayloadInput::readFloat));
    table.add(
        LAST_USUAL,
        Double.class,
        ValueSerializer.of(PayloadOutput::writeDouble, PayloadInput::readDouble));
  }

  private static void numbers(JdkTypes table) {
    table.add(
        9,
        BigInteger.class,
        ValueSerializer.<BigInteger>of(
            (out, value) -> bytes(out, value.toByteArray()), in -> new BigInteger(bytes(in))));
    table.add(
        10,
        BigDecimal.class,
        ValueSerializer.<BigDecimal>of(
            (out, value) -> {
              bytes(out, value.unscaledValue().toByteArray());
              out.writeVarInt(value.scale(), false);
            },
            in -> new BigDecimal(new BigInteger(bytes(in)), in.readVarInt(false))));
    table.add(
        11,
        OptionalInt.class,
        ValueSerializer.<OptionalInt>of(
            (out, value) -> {
              out.writeBoolean(value.isPresent());
              out.writeInt(value.orElse(0));
            },
            in -> {
              boolean present = in.readBoolean();
              int value = in.readInt();
              return present ? OptionalInt.of(value) : OptionalInt.empty();
            }));
    table.add(
        12,
        OptionalLong.class,
        ValueSerializer.<OptionalLong>of(
            (out, value) -> {
              out.writeBoolean(value.isPresent());
              out.writeLong(value.orElse(0));
            },
            in -> {
              boolean present = in.readBoolean();
              long value = in.readLong();
              return present ? OptionalLong.of(value) : OptionalLong.empty();
            }));
    table.add(
        13,
        OptionalDouble.class,
        ValueSerializer.<OptionalDouble>of(
            (out, value) -> {
              out.writeBoolean(value.isPresent());
              out.writeDouble(value.orElse(0));
            },
            in -> {
              boolean present = in.readBoolean();
              double value = in.readDouble();
              return present ? OptionalDouble.of(value) : OptionalDouble.empty();
            }));
  }

  private static void others(JdkTypes table) {
    table.add(
        14,
        UUID.class,
        ValueSerializer.<UUID>of(
            (out, value) -> {
              out.writeLong(value.getMostSignificantBits());
              out.writeLong(value.getLeastSignificantBits());
            },
            in -> new UUID(in.readLong(), in.readLong())));
    table.add(
        15,
        BitSet.class,
        ValueSerializer.<BitSet>changing(
            (out, value) -> bytes(out, value.toByteArray()), in -> BitSet.valueOf(bytes(in))));
    table.add(
        16,
        Currency.class,
        ValueSerializer.<Currency>of(
            (out, value) -> out.writeString(value.getCurrencyCode()),
            in -> Currency.getInstance(in.readText())));
    table.add(
        17,
        Pattern.class,
        ValueSerializer.<Pattern>of(
            (out, value) -> {
              out.writeString(value.pattern());
              out.writeInt(value.flags());
            },
            in -> Pattern.compile(in.readText(), in.readInt())));
    table.add(
        18,
        Class.class,
        new HolderSerializer<Class<?>>(
            PayloadSerializer.Identity.NONE,
            (kryo, out, value) -> kryo.tokens().write(out, value),
            (kryo, in) -> kryo.tokens().read(in)));
    table.add(
        19,
        Object.class, // as a lock, say
        ValueSerializer.changing((out, value) -> {}, in -> new Object()));
    table.add(
        20,
        Locale.class,
        ValueSerializer.<Locale>of(
            (out, value) -> {
              out.writeString(value.getLanguage());
              out.writeString(value.getCountry());
              out.writeString(value.getVariant());
              out.writeString(value.toLanguageTag());
            },
            ValueTypes::locale));
  }

  private static void texts(JdkTypes table) {
    table.add(
        21,
        StringBuilder.class,
        ValueSerializer.<StringBuilder>changing(
            (out, value) -> out.writeString(value.toString()),
            in -> new StringBuilder(in.readText())));
    table.add(
        22,
        StringBuffer.class,
        ValueSerializer.<StringBuffer>changing(
            (out, value) -> out.writeString(value.toString()),
            in -> new StringBuffer(in.readText())));
  }

  /** A language tag has script and extensions, but not the variants of old, such as "NY". */
  private static Locale locale(PayloadInput in) {
    String language = in.readText();
    String country = in.readText();
    String variant = in.readText();
    Locale tagged = Locale.forLanguageTag(in.readText());
    boolean same =
        tagged.getLanguage().equals(language)
            && tagged.getCountry().equals(country)
            && tagged.getVariant().equals(variant);
    return same ? tagged : localeOf(language, country, variant);
  }

  @SuppressWarnings("deprecation") // Its successor came with Java 19.
  private static Locale localeOf(String language, String country, String variant) {
    return new Locale(language, country, variant);
  }

  private static void bytes(PayloadOutput out, byte[] bytes) {
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  private static byte[] bytes(PayloadInput in) {
    return in.readBytes(in.readVarInt(true));
  }
}
