package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import com.google.gson.GsonBuilder;
import io.github.nioftpd.server.logs.LogLevel;
import io.github.nioftpd.server.run.ClassArchive;
import io.github.nioftpd.server.run.Signals;
import io.github.nioftpd.test.FtpFixture;
import io.github.nioftpd.test.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nioftpd fixture}: a server for a test in another language. Used by one thread. */
@Command(
    name = "fixture",
    description = {
      "Serve files in memory to a test until standard input ends.",
      "",
      "Prints one line when the server has started. Only this machine can connect. Users may do"
          + " everything; files are lost at the end.",
      "",
      "Example:",
      "  nioftpd fixture --user bob:secret --file /in/a.txt=hello --tls",
      ""
    },
    separator = "=",
    usageHelpWidth = 100,
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class FixtureCommand implements Callable<Integer> {

  /** The form of the line. */
  enum Form {
    JSON
  }

  /** When TLS begins. */
  enum Tls {
    EXPLICIT,
    REQUIRED,
    IMPLICIT
  }

  /** A user of the line that is printed. */
  record User(String name, String password, String uri) {}

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on (default: 0, any free port).")
  int port;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME:PASSWORD",
      description = "User who can log in. Can be repeated (default: user:secret).")
  List<String> users = new ArrayList<>();

  @Option(names = "--anonymous", description = "Allow anonymous users to read.")
  boolean anonymous;

  @Option(
      names = "--file",
      paramLabel = "PATH=TEXT",
      description =
          "File of the server and its content, or PATH=@FILE for a copy of FILE. Can be repeated.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--directory",
      paramLabel = "PATH",
      description = "Empty directory of the server. Can be repeated.")
  List<String> directories = new ArrayList<>();

  @Option(
      names = "--tls",
      paramLabel = "MODE",
      arity = "0..1",
      fallbackValue = "explicit",
      description =
          "Offer TLS, with a certificate for localhost: explicit (default; AUTH TLS), required (no"
              + " login and no transfer without TLS) or implicit.")
  @Nullable Tls tls;

  @Option(
      names = "--print",
      paramLabel = "FORM",
      description =
          "Form of the line: json (default), with host, port, uri, users and, with --tls, the"
              + " certificate authority in PEM.")
  Form form = Form.JSON;

  @Option(
      names = {"-D", "--debug"},
      description = "Log every command and reply.")
  boolean debug;

  /** Ends the server when it ends. */
  InputStream input = System.in;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (debug) {
      LogLevel.set(true);
    } else {
      LogLevel.warningsAlone();
    }
    try (FtpFixture ftp = start()) {
      ClassArchive.keep();
      CountDownLatch ended = new CountDownLatch(1);
      Signals.on("INT", ended::countDown);
      Signals.on("TERM", ended::countDown);
      requireNonNull(spec).commandLine().getOut().println(json(ftp));
      Thread.ofPlatform().daemon().name("input").start(() -> awaitEnd(ended));
      ended.await();
    }
    return ExitCode.OK;
  }

  private FtpFixture start() throws IOException {
    FtpFixture.Builder builder = FtpFixture.with().port(port);
    users().forEach(builder::user);
    if (anonymous) {
      builder.anonymous();
    }
    files.forEach(file -> addFile(builder, file));
    directories.forEach(builder::directory);
    if (tls != null) {
      switch (tls) {
        case EXPLICIT -> builder.tls();
        case REQUIRED -> builder.tlsRequired();
        case IMPLICIT -> builder.implicitTls();
      }
    }
    try {
      return builder.start();
    } catch (UncheckedIOException e) {
      String reason = String.valueOf(e.getCause().getMessage());
      throw new IOException("cannot serve on port " + port + ": " + reason, e);
    }
  }

  private Map<String, String> users() {
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String user : users) {
      String[] parts = parts(user, ":", "--user", "NAME:PASSWORD");
      if (passwords.putIfAbsent(parts[0], parts[1]) != null) {
        throw new IllegalArgumentException("--user: two users have the name " + parts[0]);
      }
    }
    if (passwords.isEmpty()) {
      passwords.put("user", "secret");
    }
    return passwords;
  }

  private static void addFile(FtpFixture.Builder builder, String file) {
    String[] parts = parts(file, "=", "--file", "PATH=TEXT");
    if (parts[1].startsWith("@")) {
      builder.file(parts[0], Path.of(parts[1].substring(1)));
    } else {
      builder.file(parts[0], parts[1]);
    }
  }

  private static String[] parts(String text, String separator, String option, String form) {
    String[] parts = text.split(separator, 2);
    if (parts.length < 2 || parts[0].isEmpty()) {
      throw new IllegalArgumentException(option + ": \"" + text + "\" is not of the form " + form);
    }
    return parts;
  }

  private String json(FtpFixture ftp) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("host", ftp.host());
    line.put("port", ftp.port());
    line.put("uri", ftp.uri().toString());
    List<User> all = new ArrayList<>();
    users()
        .forEach((name, password) -> all.add(new User(name, password, ftp.uri(name).toString())));
    line.put("users", all);
    if (tls != null) {
      line.put("certificateAuthority", pem());
    }
    return new GsonBuilder().disableHtmlEscaping().create().toJson(line);
  }

  private static String pem() {
    try {
      byte[] encoded = TestCertificates.authority().getEncoded();
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd(CountDownLatch ended) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // ended, too
    } finally {
      ended.countDown();
    }
  }
}
