// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import java.time.Clock;
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
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;

/** The JDK's points and lengths of time. */
final class FixedTimes {
  private FixedTimes() {}

  /** Registers all of them. */
  static void register(Kryo kryo) {
    kryo.register(Date.class, new DefaultSerializers.DateSerializer());
    kryo.register(Calendar.class, new JavaForm());
    kryo.register(TimeZone.class, new JavaForm());
    kryo.register(Clock.class, new JavaForm());
    kryo.register(Duration.class, new TimeSerializers.DurationSerializer());
    kryo.register(Instant.class, new TimeSerializers.InstantSerializer());
    kryo.register(LocalDate.class, new TimeSerializers.LocalDateSerializer());
    kryo.register(LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer());
    kryo.register(LocalTime.class, new TimeSerializers.LocalTimeSerializer());
    kryo.register(MonthDay.class, new TimeSerializers.MonthDaySerializer());
    kryo.register(OffsetDateTime.class, new TimeSerializers.OffsetDateTimeSerializer());
    kryo.register(OffsetTime.class, new TimeSerializers.OffsetTimeSerializer());
    kryo.register(Period.class, new TimeSerializers.PeriodSerializer());
    kryo.register(Year.class, new TimeSerializers.YearSerializer());
    kryo.register(YearMonth.class, new TimeSerializers.YearMonthSerializer());
    kryo.register(ZoneId.class, new TimeSerializers.ZoneIdSerializer());
    kryo.register(ZoneOffset.class, new TimeSerializers.ZoneOffsetSerializer());
    kryo.register(ZonedDateTime.class, new JavaForm());
  }
}
