package io.github.nioftpd.server;

import io.github.nioftpd.event.LogText;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.ConfigurationFile;
import io.github.nioftpd.server.config.ListenerSection.Mode;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.WrongConfigurationException;
import io.github.nioftpd.server.logs.Logs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run of a server with a configuration file, from its start to its end. Used by one thread. */
final class ConfiguredRun {

  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRun.class);

  private final Path file;
  private final boolean debug;
  private final boolean quiet;

  ConfiguredRun(Path file, boolean debug, boolean quiet) {
    this.file = file;
    this.debug = debug;
    this.quiet = quiet;
  }

  /** Serves until the program is ended. */
  void run() throws IOException, InterruptedException, WrongConfigurationException {
    Configuration configuration = ConfigurationFile.load(file);
    Logs logs = Logs.open(configuration.log(), debug);
    try (ConfiguredServer configured = new ConfiguredServer(file, configuration, logs);
        ControlSocket control = control(configured)) {
      writePid(configuration.pidFile());
      Shutdown.closeAtTheEnd(
          configured.server(), () -> end(configured, control, configuration, logs));
      if (!Signals.on("HUP", configured::reloadAndTell)) {
        LOG.warn("SIGHUP is ignored, as under nohup; only 'nioftpd reload' reloads {}", file);
      }
      if (!quiet) {
        tell(configured);
      }
      ClassArchive.keep();
      configured.server().join();
    } catch (IOException e) {
      logs.close();
      throw e;
    }
  }

  private static @Nullable ControlSocket control(ConfiguredServer configured) throws IOException {
    Optional<Path> path = configured.configuration().controlSocket();
    return path.isEmpty() ? null : new ControlSocket(path.get(), configured::reloadAndTell);
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
        throw new IOException("the pid-file " + file.get() + " cannot be written: " + reason, e);
      }
    }
  }

  private static void end(
      ConfiguredServer configured,
      @Nullable ControlSocket control,
      Configuration configuration,
      Logs logs) {
    try {
      configured.close();
      if (control != null) {
        control.close();
      }
      if (configuration.pidFile().isPresent()) {
        Files.deleteIfExists(configuration.pidFile().get());
      }
    } catch (IOException e) {
      LOG.warn("something was left behind: {}", String.valueOf(e.getMessage()));
    }
    logs.close();
  }

  private void tell(ConfiguredServer configured) {
    Configuration configuration = configured.configuration();
    for (InetSocketAddress address : configured.server().addresses()) {
      LOG.info(
          ">>> starting FTP server on {}, pid={} <<<",
          LogText.address(address),
          ProcessHandle.current().pid());
    }
    LOG.info("configuration: {}", file.toAbsolutePath().normalize());
    LOG.info(
        "{} users may log in{}",
        configuration.users().size(),
        configuration.anonymous().isPresent() ? ", and everyone as anonymous" : "");
    configuration
        .passive()
        .ports()
        .ifPresentOrElse(
            ports -> LOG.info("passive ports: {}", ports),
            () -> LOG.info("passive ports: any; behind a firewall set passive.ports"));
    warn(configuration);
  }

  private static void warn(Configuration configuration) {
    boolean writes =
        configuration
            .anonymous()
            .flatMap(who -> who.profile().permissions())
            .filter(allowed -> allowed.permissions().stream().anyMatch(each -> each.changes()))
            .isPresent();
    if (writes) {
      LOG.warn("anonymous may write: upload, rename or delete without a password");
    }
    long plain =
        configuration.users().values().stream()
            .flatMap(user -> user.password().stream())
            .filter(secret -> secret.value().startsWith("plain:"))
            .count();
    boolean clear =
        configuration.listeners().stream()
            .anyMatch(
                each ->
                    each.require() == Required.NONE
                        && each.tls() != Mode.IMPLICIT
                        && !each.address().getAddress().isLoopbackAddress());
    if (clear && !configuration.users().isEmpty()) {
      LOG.warn("passwords may travel unencrypted: no TLS is required of clients; see 'require'");
    }
    if (plain > 0) {
      LOG.warn(
          "{} passwords stand in the file as plain text; 'nioftpd password' makes hashes", plain);
    }
  }
}
