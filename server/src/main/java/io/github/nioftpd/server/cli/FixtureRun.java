package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import com.google.gson.GsonBuilder;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.OptionValue;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.server.faults.FaultRules;
import io.github.nioftpd.test.FtpFixture;
import io.github.nioftpd.test.fault.FaultRule;
import io.github.nioftpd.test.tls.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server of {@link FixtureCommand}. Used by one thread. */
final class FixtureRun implements AutoCloseable {

  private final FixtureCommand options;
  private final FtpFixture ftp;

  FixtureRun(FixtureCommand options) throws IOException, WrongConfigurationException {
    List<FaultRule> rules = rules(options);
    this.options = options;
    this.ftp = start(options);
    rules.forEach(ftp.faults()::add);
  }

  /** A user of the line that is printed. */
  record User(String name, String password, String uri) {}

  private static List<FaultRule> rules(FixtureCommand options) throws WrongConfigurationException {
    if (options.faults == null) {
      return List.of();
    }
    Path file = OptionValue.read("--faults", Path.class, options.faults);
    return ConfigurationFile.faults(file).stream().map(FaultRules::rule).toList();
  }

  private static FtpFixture start(FixtureCommand options) throws IOException {
    FtpFixture.Builder builder = FtpFixture.with().port(options.port);
    users(options).forEach(builder::user);
    if (options.anonymous) {
      builder.anonymous();
    }
    options.files.forEach(file -> addFile(builder, file));
    options.directories.forEach(builder::directory);
    if (options.tls != null) {
      switch (options.tls) {
        case EXPLICIT -> builder.tls();
        case REQUIRED -> builder.tlsRequired();
        case IMPLICIT -> builder.implicitTls();
      }
    }
    try {
      return builder.start();
    } catch (UncheckedIOException e) {
      String reason = String.valueOf(requireNonNull(e.getCause()).getMessage());
      throw new IOException("cannot serve on port " + options.port + ": " + reason, e);
    }
  }

  private static Map<String, String> users(FixtureCommand options) {
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String user : options.users) {
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

  /** The line that is printed. */
  String json() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("host", ftp.host());
    line.put("port", ftp.port());
    line.put("uri", ftp.uri().toString());
    List<User> all = new ArrayList<>();
    users(options)
        .forEach((name, password) -> all.add(new User(name, password, ftp.uri(name).toString())));
    line.put("users", all);
    if (options.tls != null) {
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

  @Override
  public void close() {
    ftp.close();
  }
}
