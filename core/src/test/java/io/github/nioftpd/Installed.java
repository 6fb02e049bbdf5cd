package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Optional programs that tests use. The system property {@code external} decides how a missing one
 * is handled: under {@code optional} a test is skipped, under {@code required} it fails, and under
 * {@code none} every program counts as missing. {@code external.optional} lists programs that may
 * be missing under {@code required}, too. A POSIX shell and its basic commands are always there.
 */
public final class Installed {

  private static final String EXTERNAL = System.getProperty("external", "optional");

  private static final List<String> OPTIONAL =
      List.of(System.getProperty("external.optional", "").split(","));

  /** Debian packages whose name differs from the program's. */
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("/etc/ldap/schema", "slapd"),
          Map.entry(
              "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so", "libnginx-mod-http-dav-ext"),
          Map.entry("ceph", "ceph-common"),
          Map.entry("chpasswd", "passwd"),
          Map.entry("groupadd", "passwd"),
          Map.entry("groupdel", "passwd"),
          Map.entry("ncftpget", "ncftp"),
          Map.entry("ncftpls", "ncftp"),
          Map.entry("ncftpput", "ncftp"),
          Map.entry("nginx", "nginx-light"),
          Map.entry("node", "nodejs"),
          Map.entry("proftpd", "proftpd-core"),
          Map.entry("ssh-keygen", "openssh-client"),
          Map.entry("sshd", "openssh-server"),
          Map.entry("swift-account-server", "swift-account"),
          Map.entry("swift-container-server", "swift-container"),
          Map.entry("swift-object-server", "swift-object"),
          Map.entry("swift-proxy-server", "swift-proxy"),
          Map.entry("useradd", "passwd"),
          Map.entry("userdel", "passwd"),
          Map.entry("usermod", "passwd"));

  private Installed() {}

  /**
   * Finds a program for a test that has {@link NeedsPrograms}; skips or fails the test when it is
   * missing.
   */
  public static Path program(String name) {
    assertThat(isAnnounced())
        .as("a test that uses " + name + " has the annotation NeedsPrograms")
        .isTrue();
    lack(name).ifPresent(Installed::missing);
    return find(name).orElseThrow();
  }

  /** Names the packages to install if a program, or a file with a /, is missing. */
  public static Optional<String> lack(String... names) {
    String missing =
        Arrays.stream(names)
            .filter(name -> find(name).isEmpty())
            .map(name -> name + " (" + source(name) + ")")
            .collect(Collectors.joining(", "));
    return missing.isEmpty() ? Optional.empty() : Optional.of("not installed: " + missing);
  }

  private static String source(String name) {
    return switch (name) {
      case "minio" -> "go install github.com/minio/minio@latest";
      case "../target/npm/node_modules/basic-ftp" ->
          "npm install --prefix target/npm --no-save basic-ftp";
      default -> "Debian's package " + PACKAGES.getOrDefault(name, name);
    };
  }

  /** Finds a program on the path, in the sbin directories, or where Go installs programs. */
  private static Optional<Path> find(String name) {
    if (EXTERNAL.equals("none")) {
      return Optional.empty();
    }
    if (name.contains("/")) {
      return Optional.of(Path.of(name)).filter(Files::exists);
    }
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/bin", goPrograms()))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The directory that {@code go install} installs into. */
  private static String goPrograms() {
    String workspace =
        System.getenv().getOrDefault("GOPATH", System.getProperty("user.home") + "/go");
    return System.getenv().getOrDefault("GOBIN", workspace + "/bin");
  }

  /** Whether a class or a method on the call stack has the annotation. */
  private static boolean isAnnounced() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        Stream.concat(
                                Stream.<AnnotatedElement>of(frame.getDeclaringClass()),
                                Stream.of(frame.getDeclaringClass().getDeclaredMethods())
                                    .filter(m -> m.getName().equals(frame.getMethodName())))
                            .anyMatch(e -> e.isAnnotationPresent(NeedsPrograms.class))));
  }

  /** Whether a test fails if one of these programs is missing. */
  static boolean isRequired(String... names) {
    return EXTERNAL.equals("required") && Stream.of(names).noneMatch(OPTIONAL::contains);
  }

  /**
   * Skips the test because of a missing program, or fails it if all are required.
   *
   * @param what a sentence that names the package to install
   */
  public static void missing(String what) {
    if (isRequired()) {
      fail(what);
    }
    Assumptions.abort(what);
  }
}
