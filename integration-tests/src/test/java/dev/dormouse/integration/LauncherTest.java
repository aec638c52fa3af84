package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script alone: a fake {@code java} prints the arguments that it would have got. */
class LauncherTest {
  @TempDir Path directory;
  private Path home;
  private Path launcher;
  private Path java;

  @BeforeEach
  void makeDistribution() throws IOException {
    directory = directory.toRealPath();
    java = script(directory.resolve("fake-java"), "#!/bin/sh\nprintf '%s\\n' \"fake\" \"$@\"\n");
    home = directory.resolve("a place");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Path template =
        Path.of(System.getProperty("dormouse.root"), "importer/cli/src/dist/bin/dormouse");
    launcher =
        script(
            home.resolve("bin/dormouse"),
            Files.readString(template)
                .replace("@JAVA@", directory.resolve("gone/java").toString())
                .replace("@CACHE@", "x.aot")
                .replace("@MAINJAR@", "$_lib/a.jar")
                .replace("@CLASSPATH@", "$_lib/a.jar:$_lib/b.jar"));
  }

  @Test
  void argumentsWithSpacesAndQuotes_arePassedUnchanged() throws Exception {
    List<String> command = run(directory, launcher.toString(), "-c", "print(\"a  b\")", "", "$x *");
    int main = command.indexOf("dev.dormouse.cli.Main");
    assertEquals(
        List.of("-c", "print(\"a  b\")", "", "$x *"), command.subList(main + 1, command.size()));
  }

  @Test
  void classPathAndHome_areAbsolute() throws Exception {
    List<String> command = run(directory, launcher.toString());
    assertTrue(command.contains("-Ddormouse.home=" + home), command::toString);
    assertTrue(
        command.contains("-Xbootclasspath/a:" + home + "/lib/a.jar:" + home + "/lib/b.jar"),
        command::toString);
    assertEquals(home + "/lib/a.jar", command.get(command.indexOf("-cp") + 1));
  }

  @Test
  void calledByRelativePath_findsItsHome() throws Exception {
    for (String[] call :
        new String[][] {
          {".", "./dormouse"},
          {"..", "./bin/dormouse"},
          {"..", "bin/dormouse"},
          {".", "sh", "dormouse"}
        }) {
      List<String> arguments = new ArrayList<>(List.of(call));
      Path from = home.resolve("bin").resolve(arguments.removeFirst()).normalize();
      List<String> command = run(from, arguments.toArray(new String[0]));
      assertTrue(command.contains("-Ddormouse.home=" + home), command::toString);
    }
  }

  @Test
  void calledThroughSymbolicLinks_findsItsHome() throws Exception {
    Path first = Files.createSymbolicLink(directory.resolve("first"), launcher);
    Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("first"));
    assertTrue(run(directory, first.toString()).contains("-Ddormouse.home=" + home));
    assertTrue(run(directory, second.toString()).contains("-Ddormouse.home=" + home));
  }

  @Test
  void executable_isNamedWhenItIsNotTheLauncher() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("python"), launcher);
    assertTrue(run(directory, "./python").contains("-Ddormouse.executable=" + link));
    assertFalse(run(directory, launcher.toString()).toString().contains("dormouse.executable"));
  }

  @Test
  void linkOrCopyInAnEnvironment_findsTheHomeThatTheConfigurationNames() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("env =/bin"));
    Files.writeString(
        bin.resolveSibling("pyvenv.cfg"), "x = 1\nHome=  " + home + "/bin \nhome = no\n");
    Path copy = Files.copy(launcher, bin.resolve("python"));
    Path link = Files.createSymbolicLink(bin.resolve("python3"), Path.of("python"));
    for (Path executable : List.of(copy, link)) {
      List<String> command = run(bin.getParent(), "bin/" + executable.getFileName());
      assertTrue(command.contains("-Ddormouse.home=" + home), command::toString);
      assertTrue(command.contains("-Ddormouse.executable=" + executable), command::toString);
    }
  }

  @Test
  void environmentWhoseHomeIsGone_isFollowedByItsLinks() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("env/bin"));
    Files.writeString(bin.resolve("pyvenv.cfg"), "home = /gone");
    Path link = Files.createSymbolicLink(bin.resolve("python"), launcher);
    List<String> command = run(directory, link.toString());
    assertTrue(command.contains("-Ddormouse.home=" + home), command::toString);
  }

  @Test
  void variablesOfTheCaller_reachTheProgramUnchanged() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("env/bin"));
    Files.writeString(bin.resolveSibling("pyvenv.cfg"), "home = " + home + "/bin\n");
    Path link = Files.createSymbolicLink(bin.resolve("python"), launcher);
    script(java, "#!/bin/sh\nenv\n");
    ProcessBuilder builder = new ProcessBuilder(link.toString());
    builder.environment().put("DORMOUSE_JAVA", java.toString());
    List<String> names =
        List.of("bin", "cache", "config", "executable", "home", "java", "key", "lib", "value");
    for (String name : names) {
      builder.environment().put(name, "mine");
    }
    List<String> seen = lines(builder);
    for (String name : names) {
      assertTrue(seen.contains(name + "=mine"), name);
    }
  }

  @Test
  void cache_isUsedOnlyWhenItExists() throws Exception {
    String option = "-XX:AOTCache=" + home.resolve("lib/x.aot");
    assertFalse(run(directory, launcher.toString()).contains(option));
    Files.createFile(home.resolve("lib/x.aot"));
    assertTrue(run(directory, launcher.toString()).contains(option));
  }

  @Test
  void javaHome_isUsedWhenTheJdkOfTheBuildIsGone() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("jdk/bin"));
    script(bin.resolve("java"), "#!/bin/sh\necho from JAVA_HOME\n");
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.environment().remove("DORMOUSE_JAVA");
    builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    assertEquals(List.of("from JAVA_HOME"), lines(builder));
  }

  private List<String> run(Path from, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("DORMOUSE_JAVA", java.toString());
    return lines(builder);
  }

  private static List<String> lines(ProcessBuilder builder) throws Exception {
    Process process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor());
    return List.of(out.split("\n"));
  }

  private static Path script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
