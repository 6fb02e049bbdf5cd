package io.github.nioftpd.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.server.logs.LogLevel;
import io.github.nioftpd.server.run.ClassArchive;
import io.github.nioftpd.server.run.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code nioftpd fixture}: a server for a test in another language. Used by one thread. Only {@link
 * FixtureRun} uses the test kit: the command line loads the types of all methods of this class.
 */
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
      names = "--faults",
      paramLabel = "FILE",
      description = "Misbehave according to the rules in FILE.")
  @Nullable String faults;

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
  public Integer call() throws IOException, InterruptedException, WrongConfigurationException {
    if (debug) {
      LogLevel.set(true);
    } else {
      LogLevel.warningsAlone();
    }
    try (FixtureRun run = new FixtureRun(this)) {
      ClassArchive.keep();
      CountDownLatch ended = new CountDownLatch(1);
      Signals.on("INT", ended::countDown);
      Signals.on("TERM", ended::countDown);
      requireNonNull(spec).commandLine().getOut().println(run.json());
      Thread.ofPlatform().daemon().name("input").start(() -> awaitEnd(ended));
      ended.await();
    }
    return ExitCode.OK;
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
