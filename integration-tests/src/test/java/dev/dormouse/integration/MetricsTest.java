package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What long-lived programs are watched by: the Prometheus endpoint and Flight Recorder's events.
 */
class MetricsTest {
  @TempDir Path folder;

  @Test
  void endpoint_servesWhatTheProgramDoesWhileItRuns() throws Exception {
    Path launcher = Path.of(System.getProperty("dormouse.distribution"), "bin/dormouse");
    Process process =
        new ProcessBuilder(
                launcher.toString(),
                "--metrics-port",
                "0",
                "-c",
                "import json, sys; json.loads('[1]'); print('ready', flush=True);"
                    + " sys.stdin.readline(); import textwrap; textwrap.dedent(' a');"
                    + " textwrap.indent; print('more', flush=True); sys.stdin.readline()")
            .start();
    try (BufferedReader out = reader(process.getInputStream());
        BufferedReader err = reader(process.getErrorStream())) {
      String where = err.readLine();
      Matcher url =
          Pattern.compile("dormouse: metrics at (http://127\\.0\\.0\\.1:\\d+/)metrics")
              .matcher(where);
      assertTrue(url.matches(), where);
      assertEquals("ready", out.readLine());
      String first = get(url.group(1) + "metrics", 200);
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      assertEquals("more", out.readLine());
      String second = get(url.group(1) + "metrics", 200);
      get(url.group(1), 404);

      for (String meter :
          List.of(
              "dormouse_modules ",
              "dormouse_code_objects{image=\"[^\"]*/stdlib.dmi\",state=\"woken\"} ",
              "dormouse_code_objects{image=\"[^\"]*/stdlib.dmi\",state=\"bound\"} ",
              "dormouse_image_bytes{image=\"[^\"]*/stdlib.dmi\",part=\"wordcode\"} ",
              "dormouse_import_seconds_count ",
              "dormouse_import_seconds_sum ",
              "dormouse_wake_seconds_count{reason=\"call\"} ")) {
        double before = value(first, meter);
        double after = value(second, meter);
        assertTrue(before > 0 && after > before, meter + before + " then " + after);
      }
      assertTrue(
          value(second, "dormouse_code_objects{image=\"[^\"]*/stdlib.dmi\",state=\"asleep\"} ")
              < value(
                  first, "dormouse_code_objects{image=\"[^\"]*/stdlib.dmi\",state=\"asleep\"} "));
      double all = 0;
      for (String state : List.of("bound", "woken", "asleep")) {
        String meter =
            "dormouse_code_objects{image=\"[^\"]*/stdlib.dmi\",state=\"" + state + "\"} ";
        all += value(second, meter) - value(first, meter);
      }
      assertEquals(0, all, "each code object is in one state");
      assertEquals(0, value(second, "dormouse_wake_seconds_count{reason=\"eager\"} "));
      process.getOutputStream().close();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      assertEquals(null, out.readLine());
      assertEquals(null, err.readLine());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void portInUse_isSaidInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      Run run = Run.dormouse("--metrics-port", port, "-c", "print(1)").in(folder).run();
      assertEquals(
          new Run(
              1, "", "dormouse: cannot serve metrics at " + port + ": Address already in use\n"),
          run);
    }
  }

  @Test
  void badPort_givesUsageAndStatus2() {
    for (String port : List.of("x", "", "-1", "65536", ":80", "+1", "host:")) {
      Run run = Run.dormouse("--metrics-port", port, "-c", "print(1)").in(folder).run();
      assertEquals(2, run.status(), run::toString);
      assertTrue(run.err().contains("\nusage: dormouse "), run::toString);
    }
  }

  @Test
  void flightRecorder_hearsOfEveryImportAndWake() throws Exception {
    Path recording = folder.resolve("x.jfr");
    Run run =
        Run.dormouse("--profile", "x.dmp", "-c", "import json; json.loads('[1]')")
            .in(folder)
            .with("DORMOUSE_JAVA_OPTIONS", "-XX:StartFlightRecording=filename=" + recording)
            .run();
    assertEquals(new Run(0, "", ""), run);
    int wakes = 0;
    Set<String> imports = new HashSet<>();
    RecordedEvent loads = null;
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals("dormouse.Wake")) {
        wakes++;
        loads = event.getString("function").equals("loads") ? event : loads;
      } else if (event.getEventType().getName().equals("dormouse.Import")) {
        imports.add(event.getString("module"));
        assertTrue(event.getLong("cumulative") >= event.getLong("self"));
      }
    }
    String profile = Files.readString(folder.resolve("x.dmp"));
    assertEquals(
        profile.lines().filter(l -> l.startsWith("awake ")).count(), wakes, "as in the profile");
    for (String line : profile.lines().filter(l -> l.startsWith("import ")).toList()) {
      assertTrue(imports.remove(line.split(" ")[1]), line);
    }
    assertEquals(Set.of(), imports);
    assertEquals("call", loads.getString("reason"));
    assertEquals("<module>", loads.getString("by"));
    assertTrue(loads.getString("file").endsWith("stdlib.dmi/json/__init__.py"));
    assertTrue(loads.getDuration("took").toNanos() > 0);
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static String get(String url, int status) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    assertEquals(status, connection.getResponseCode(), url);
    try (var in = status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static double value(String metrics, String meter) {
    Matcher m =
        Pattern.compile(
                "^" + meter.replace("{", "\\{").replace("}", "\\}") + "([0-9.E]+)$",
                Pattern.MULTILINE)
            .matcher(metrics);
    assertTrue(m.find(), meter + " in\n" + metrics);
    return Double.parseDouble(m.group(1));
  }
}
