package dev.dormouse.runtime.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Recorded from CPython 3.11 on glibc: {@code time.strftime}, {@code localtime} and {@code mktime}
 * under several TZ.
 */
class TimeZoneRulesTest {
  private static final String FORMAT = "%a %d %b %Y %H:%M:%S %z %Z %j %U %V %G %s";

  private static final String[][] LOCAL = {
    {"Europe/Berlin", "1616893199", "Sun 28 Mar 2021 01:59:59 +0100 CET 087 13 12 2021 1616893199"},
    {
      "Europe/Berlin", "1616893200", "Sun 28 Mar 2021 03:00:00 +0200 CEST 087 13 12 2021 1616893200"
    },
    {
      "America/New_York",
      "5000000000",
      "Fri 11 Jun 2128 04:53:20 -0400 EDT 163 23 24 2128 5000000000"
    },
    {"Australia/Sydney", "-100", "Thu 01 Jan 1970 09:58:20 +1000 AEST 001 00 01 1970 -100"},
    {"Asia/Kolkata", "1000000000", "Sun 09 Sep 2001 07:16:40 +0530 IST 252 36 36 2001 1000000000"},
    {
      "CET-1CEST,M3.5.0,M10.5.0/3",
      "1000000000",
      "Sun 09 Sep 2001 03:46:40 +0200 CEST 252 36 36 2001 1000000000"
    },
    {"Pacific/Apia", "1325239200", "Sat 31 Dec 2011 00:00:00 +1400 +14 365 52 52 2011 1325239200"},
    {"Nowhere/None", "0", "Thu 01 Jan 1970 00:00:00 +0000 Nowhere 001 00 01 1970 0"},
    {
      "<+0330>-3:30", "1700000000", "Wed 15 Nov 2023 01:43:20 +0330 +0330 319 46 46 2023 1700000000"
    },
  };

  /** Fields as {@code time.mktime} takes them. */
  private static final String[][] SECONDS = {
    {"Europe/Berlin", "(2021, 3, 28, 2, 30, 0, 0, 0, -1)", "1616895000"},
    {"Europe/Berlin", "(2021, 10, 31, 2, 30, 0, 0, 0, -1)", "1635643800"},
    {"Europe/Berlin", "(2021, 10, 31, 2, 30, 0, 0, 0, 1)", "1635640200"},
    {"Europe/Berlin", "(2021, 7, 1, 12, 0, 0, 0, 0, 0)", "1625137200"},
    {"America/New_York", "(2021, 14, 35, 25, 61, 0, 0, 0, -1)", "1646722860"},
    {"UTC", "(2021, 1, 1, 0, 0, 0, 0, 0, 1)", "1609455600"},
  };

  private static TimeZoneRules load(String tz) {
    boolean file = tz.indexOf('/') > 0 && !tz.startsWith("Nowhere") && tz.indexOf(',') < 0;
    assumeTrue(!file || Files.exists(Path.of("/usr/share/zoneinfo", tz)), "no zone " + tz);
    return TimeZoneRules.load(tz);
  }

  @Test
  void local_isGlibcs() {
    for (String[] row : LOCAL) {
      TimeZoneRules rules = load(row[0]);
      assertEquals(
          row[2], StrfTime.format(FORMAT, rules.local(Long.parseLong(row[1])), rules), row[0]);
    }
  }

  @Test
  void toSeconds_isGlibcs() {
    for (String[] row : SECONDS) {
      String[] f = row[1].substring(1, row[1].length() - 1).split(", ");
      Tm tm = new Tm();
      tm.year = Long.parseLong(f[0]);
      tm.month = Integer.parseInt(f[1]);
      tm.day = Integer.parseInt(f[2]);
      tm.hour = Integer.parseInt(f[3]);
      tm.minute = Integer.parseInt(f[4]);
      tm.second = Integer.parseInt(f[5]);
      tm.dst = Integer.parseInt(f[8]);
      assertEquals(row[2], Long.toString(load(row[0]).toSeconds(tm)), row[0] + row[1]);
    }
  }

  @Test
  void flagsAndWidths_areGlibcs() {
    Tm tm = Tm.utc(0);
    TimeZoneRules utc = TimeZoneRules.load("UTC");
    assertEquals(
        "1 _1 THU gmt 00001 0000001970 %q %",
        StrfTime.format("%-d _%-d %^a %#Z %5d %010Y %q %%", tm, utc));
    assertEquals(" 1|12 AM|12|%", StrfTime.format("%e|%I %p|%l|%", tm, utc));
  }
}
