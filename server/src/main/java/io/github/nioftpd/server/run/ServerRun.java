package io.github.nioftpd.server.run;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.logs.LogLevel;
import io.github.nioftpd.server.logs.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run of the server from start to shutdown. Used by one thread. */
public final class ServerRun {

  private final Optional<Path> file;
  private final Configuration configuration;
  private final boolean debug;
  private final boolean quiet;

  private ServerRun(
      Optional<Path> file, Configuration configuration, boolean debug, boolean quiet) {
    this.file = file;
    this.configuration = configuration;
    this.debug = debug;
    this.quiet = quiet;
  }

  /** A run with a configuration file, which can be reloaded. */
  public static ServerRun withFile(
      Path file, Configuration configuration, boolean debug, boolean quiet) {
    return new ServerRun(Optional.of(file), configuration, debug, quiet);
  }

  /** A run with the configuration that options make. */
  public static ServerRun withOptions(Configuration configuration, boolean debug, boolean quiet) {
    return new ServerRun(Optional.empty(), configuration, debug, quiet);
  }

  /**
   * Serves until the process ends.
   *
   * @param started called with the server when it has started
   */
  public void run(Consumer<FtpServer> started) throws IOException, InterruptedException {
    LogLevel.set(debug);
    Logs logs = logs();
    try (ConfiguredServer server = new ConfiguredServer(file, configuration, logs);
        ControlSocket control = control(server)) {
      writePid(configuration.pidFile());
      Shutdown.closeAtTheEnd(server.server(), () -> end(server, control, logs));
      if (file.isPresent() && !Signals.on("HUP", server::reloadAndLog)) {
        log()
            .warn(
                "the process was started with SIGHUP ignored (nohup); to reload {}, use 'nioftpd"
                    + " reload'",
                file.get());
      }
      new StartupMessage(configuration, server).log(file, quiet);
      ClassArchive.keep();
      started.accept(server.server());
      server.server().join();
    } catch (IOException | RuntimeException e) {
      logs.close();
      throw e;
    }
  }

  /** With options, the log stays where the program's own configuration of Logback sends it. */
  private Logs logs() throws IOException {
    return file.isPresent() ? Logs.open(configuration.log(), debug) : Logs.unattached(List.of());
  }

  private static @Nullable ControlSocket control(ConfiguredServer server) throws IOException {
    Optional<Path> path = server.configuration().controlSocket();
    return path.isEmpty() ? null : new ControlSocket(path.get(), server::reloadAndLog);
  }

  static void writePid(Optional<Path> file) throws IOException {
    if (file.isPresent()) {
      try {
        // through a symbolic link another file would be overwritten
        Files.write(
            file.get(),
            (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        String reason = Files.isSymbolicLink(file.get()) ? "it is a symbolic link" : e.getMessage();
        throw new IOException("pid-file: cannot write " + file.get() + ": " + reason, e);
      }
    }
  }

  private void end(ConfiguredServer server, @Nullable ControlSocket control, Logs logs) {
    try {
      server.close();
      if (control != null) {
        control.close();
      }
      if (configuration.pidFile().isPresent()) {
        Files.deleteIfExists(configuration.pidFile().get());
      }
    } catch (IOException e) {
      log().warn("cannot delete {}", String.valueOf(e.getMessage()));
    }
    logs.close();
  }

  /** Not a constant: a logger created before the level is set would ignore it. */
  private static Logger log() {
    return LoggerFactory.getLogger(ServerRun.class);
  }
}
