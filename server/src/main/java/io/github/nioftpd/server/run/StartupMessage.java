package io.github.nioftpd.server.run;

import io.github.nioftpd.event.LogText;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.ListenerSection;
import io.github.nioftpd.server.config.ListenerSection.Mode;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.homes.Locations;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log messages at the start: addresses, storages with their users, and warnings. */
final class StartupMessage {

  private static final Logger LOG = LoggerFactory.getLogger(StartupMessage.class);

  private final Configuration configuration;
  private final ConfiguredServer server;

  /** With options: the locations by their path, that of the home first. */
  private final Map<String, Locations.Served> opened;

  StartupMessage(Configuration configuration, ConfiguredServer server) {
    this.configuration = configuration;
    this.server = server;
    this.opened = server.opened();
  }

  void log(Optional<Path> file, boolean quiet) {
    if (!quiet) {
      addresses();
      file.ifPresent(path -> LOG.info("configuration: {}", path.toAbsolutePath().normalize()));
      opened.forEach(StartupMessage::location);
      LOG.info("{}", users());
      network();
    }
    warnings(file.isPresent());
    configuration.passive().address().ifPresent(this::resolve);
    if (!quiet && file.isEmpty()) {
      reach();
    }
  }

  private void addresses() {
    for (int i = 0; i < server.server().addresses().size(); i++) {
      LOG.info(
          ">>> starting FTP server on {}, pid={} <<<",
          LogText.address(server.server().addresses().get(i)),
          ProcessHandle.current().pid());
      ListenerSection listener = configuration.listeners().get(i);
      if (listener.tls() != Mode.OFF) {
        boolean login = listener.require().isOfControl() || listener.tls() == Mode.IMPLICIT;
        LOG.info(
            "TLS: {}, {} for logins, {} for transfers",
            listener.tls() == Mode.IMPLICIT ? "implicit" : "explicit (AUTH TLS)",
            login ? "required" : "optional",
            listener.require().isOfData() ? "required" : "optional");
      }
    }
  }

  private static void location(String path, Locations.Served served) {
    if (path.equals("/")) {
      LOG.info("serving {}", served.description());
    } else {
      LOG.info("mounted at {}: {}", path, served.description());
    }
    served.lacks().ifPresent(what -> LOG.info("not supported there: {}", what));
  }

  private String users() {
    int count = configuration.users().size();
    boolean anonymous = configuration.anonymous().isPresent();
    if (opened.isEmpty()) {
      return "users: " + count + (anonymous ? ", and anonymous login" : "");
    }
    String who = anonymous ? "anonymous" : configuration.users().keySet().iterator().next();
    return "users: "
        + who
        + (writes() ? ", can read and write" : ", can read; -w allows changes, too");
  }

  /** Whether anonymous users, or with options the only user, can change files. */
  private boolean writes() {
    Optional<PermissionSet> allowed =
        configuration
            .anonymous()
            .map(each -> each.profile().permissions())
            .orElseGet(
                () -> configuration.users().values().iterator().next().profile().permissions());
    return allowed.stream()
        .flatMap(each -> each.permissions().stream())
        .anyMatch(each -> each.changes());
  }

  private void network() {
    LOG.info("masquerade (NAT) address: {}", configuration.passive().address().orElse("none"));
    LOG.info(
        "passive ports: {}", configuration.passive().ports().map(Object::toString).orElse("any"));
    LOG.info("sendfile: {}", configuration.files().sendfile() ? "on" : "off");
  }

  private void warnings(boolean file) {
    server.warnOfFaults();
    if (configuration.anonymous().isPresent() && writes()) {
      LOG.warn("anonymous users can change files without a password");
    }
    Locations.Served home = opened.get("/");
    if (home != null && writes()) {
      if (Capabilities.of(home.fileSystem()).isEmpty()) {
        LOG.warn("-w has no effect: the location is read-only");
      } else if (!Files.isWritable(home.fileSystem().getPath("/"))) {
        LOG.warn("-w has no effect: this process has no permission to write to the directory");
      }
    }
    if (!configuration.users().isEmpty()
        && configuration.listeners().stream().anyMatch(StartupMessage::isReadable)) {
      LOG.warn(
          "passwords can be read on the network: clients may log in without TLS; see {}",
          file ? "'require'" : "--tls and --tls-control-required");
    }
    long plain =
        configuration.users().values().stream()
            .flatMap(user -> user.password().stream())
            .filter(secret -> secret.value().startsWith("plain:"))
            .count();
    if (file && plain > 0) {
      LOG.warn("passwords in plain text in the configuration: {}; see 'nioftpd password'", plain);
    }
  }

  /** Whether a password sent to a listener can be read on the network. */
  private static boolean isReadable(ListenerSection listener) {
    return listener.require() == Required.NONE
        && listener.tls() != Mode.IMPLICIT
        && !listener.address().getAddress().isLoopbackAddress();
  }

  /** Reports now what clients would report later. The name is resolved again for each of them. */
  private void resolve(String natAddress) {
    try {
      LOG.debug("{} is {}", natAddress, InetAddress.getByName(natAddress));
    } catch (UnknownHostException e) {
      LOG.warn("cannot resolve the NAT address {}; PASV fails until that works", natAddress);
    }
  }

  private void reach() {
    ListenerSection listener = configuration.listeners().getFirst();
    InetSocketAddress first = server.server().addresses().getFirst();
    if (first.getAddress().isLoopbackAddress()) {
      LOG.info("only this machine can connect; -i 0.0.0.0 accepts other machines");
    }
    boolean implicit = listener.tls() == Mode.IMPLICIT;
    boolean explicit = listener.tls() == Mode.EXPLICIT;
    boolean everywhere = first.getAddress().isAnyLocalAddress();
    LOG.info(
        "try: curl {}{}{}://{}/",
        implicit || explicit ? "--insecure " + (implicit ? "" : "--ssl-reqd ") : "",
        configuration.users().keySet().stream()
            .findFirst()
            .map(user -> "-u " + user + " ")
            .orElse(""),
        implicit ? "ftps" : "ftp",
        LogText.address(everywhere ? reachable(first.getPort()) : first));
  }

  /** An address of this machine in its local network, at which others can connect. */
  private static InetSocketAddress reachable(int port) {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(StartupMessage::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(address -> new InetSocketAddress(address, port))
          .findFirst()
          .orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (SocketException e) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
