// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/** Dates and times of the table: 60 to 79. */
@SuppressWarnings("JavaUtilDate") // It has what programs send.
final class TimeTypes {
  private TimeTypes() {}

  static void addTo(JdkTypes table) {
    amounts(table);
    table.add(63, LocalDate.class, ValueSerializer.of(TimeTypes::date, TimeTypes::readDate));
    table.add(64, LocalTime.class, ValueSerializer.of(TimeTypes::time, TimeTypes::readTime));
    table.add(
        65, LocalDateTime.class, ValueSerializer.of(TimeTypes::dateTime, TimeTypes::readDateTime));
    table.add(66, ZoneOffset.class, ValueSerializer.of(TimeTypes::offset, TimeTypes::readOffset));
    table.add(
        67,
        ZoneId.class,
        ValueSerializer.<ZoneId>of(
            (out, value) -> out.writeString(value.getId()), in -> ZoneId.of(in.readText())));
    zoned(table);
    table.add(
        71,
        Year.class,
        ValueSerializer.<Year>of(
            (out, value) -> out.writeInt(value.getValue()), in -> Year.of(in.readInt())));
    table.add(
        72,
        YearMonth.class,
        ValueSerializer.<YearMonth>of(
            (out, value) -> date(out, value.atDay(1)), in -> YearMonth.from(readDate(in))));
    table.add(
        73,
        MonthDay.class,
        ValueSerializer.<MonthDay>of(
            (out, value) -> {
              out.writeByte(value.getMonthValue());
              out.writeByte(value.getDayOfMonth());
            },
            in -> MonthDay.of(in.readByte(), in.readByte())));
    table.add(
        74,
        Date.class,
        ValueSerializer.<Date>changing(
            (out, value) -> out.writeLong(value.getTime()), in -> new Date(in.readLong())));
  }

  private static void amounts(JdkTypes table) {
    table.add(
        60,
        Duration.class,
        ValueSerializer.<Duration>of(
            (out, value) -> {
              out.writeLong(value.getSeconds());
              out.writeInt(value.getNano());
            },
            in -> Duration.ofSeconds(in.readLong(), in.readInt())));
    table.add(
        61,
        Period.class,
        ValueSerializer.<Period>of(
            (out, value) -> {
              out.writeInt(value.getYears());
              out.writeInt(value.getMonths());
              out.writeInt(value.getDays());
            },
            in -> Period.of(in.readInt(), in.readInt(), in.readInt())));
    table.add(
        62,
        Instant.class,
        ValueSerializer.<Instant>of(
            (out, value) -> {
              out.writeLong(value.getEpochSecond());
              out.writeInt(value.getNano());
            },
            in -> Instant.ofEpochSecond(in.readLong(), in.readInt())));
  }

  private static void zoned(JdkTypes table) {
    table.add(
        68,
        OffsetDateTime.class,
        ValueSerializer.<OffsetDateTime>of(
            (out, value) -> {
              dateTime(out, value.toLocalDateTime());
              offset(out, value.getOffset());
            },
            in -> OffsetDateTime.of(readDateTime(in), readOffset(in))));
    table.add(
        69,
        OffsetTime.class,
        ValueSerializer.<OffsetTime>of(
            (out, value) -> {
              time(out, value.toLocalTime());
              offset(out, value.getOffset());
            },
            in -> OffsetTime.of(readTime(in), readOffset(in))));
    table.add(
        70,
        ZonedDateTime.class,
        ValueSerializer.<ZonedDateTime>of(
            (out, value) -> {
              dateTime(out, value.toLocalDateTime());
              offset(out, value.getOffset());
              out.writeString(value.getZone().getId());
            },
            in -> {
              LocalDateTime local = readDateTime(in);
              ZoneOffset offset = readOffset(in);
              return ZonedDateTime.ofInstant(local, offset, ZoneId.of(in.readText()));
            }));
  }

  private static void date(PayloadOutput out, LocalDate date) {
    out.writeLong(date.toEpochDay());
  }

  private static LocalDate readDate(PayloadInput in) {
    return LocalDate.ofEpochDay(in.readLong());
  }

  private static void time(PayloadOutput out, LocalTime time) {
    out.writeLong(time.toNanoOfDay());
  }

  private static LocalTime readTime(PayloadInput in) {
    return LocalTime.ofNanoOfDay(in.readLong());
  }

  private static void dateTime(PayloadOutput out, LocalDateTime value) {
    date(out, value.toLocalDate());
    time(out, value.toLocalTime());
  }

  private static LocalDateTime readDateTime(PayloadInput in) {
    return LocalDateTime.of(readDate(in), readTime(in));
  }

  private static void offset(PayloadOutput out, ZoneOffset offset) {
    out.writeInt(offset.getTotalSeconds());
  }

  private static ZoneOffset readOffset(PayloadInput in) {
    return ZoneOffset.ofTotalSeconds(in.readInt());
  }
}
