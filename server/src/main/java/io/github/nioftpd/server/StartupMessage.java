package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.fs.Capabilities;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says when the server has started: the same facts as pyftpdlib, and who may do what.
 */
final class StartupMessage {

  private static final Logger LOG = LoggerFactory.getLogger(StartupMessage.class);

  private final ServeCommand command;
  private final Locations.Served served;
  private final Mounts mounts;
  private final FtpServer server;

  StartupMessage(ServeCommand command, Mounts mounts, FtpServer server) {
    this.command = command;
    this.mounts = mounts;
    this.served = mounts.served();
    this.server = server;
  }

  void log() {
    if (!command.quiet) {
      facts();
    }
    notes();
    command.network.passivePorts().advertised().ifPresent(this::resolve);
    if (!command.quiet) {
      reach();
      LOG.info(
          "try: curl {}{}{}",
          command.tls.tls ? "--insecure " + (command.tls.implicit ? "" : "--ssl-reqd ") : "",
          command.accounts.user == null ? "" : "-u " + command.accounts.user + " ",
          url());
    }
  }

  private void facts() {
    for (InetSocketAddress address : server.addresses()) {
      LOG.info(
          ">>> starting FTP server on {}, pid={} <<<",
          LogText.address(address),
          ProcessHandle.current().pid());
    }
    LOG.info("serving {}", served.description());
    served.lacks().ifPresent(what -> LOG.info("not possible there: {}", what));
    mounts.mounted().forEach(StartupMessage::mounted);
    LOG.info("{}", permissions());
    PassivePorts ports = command.network.passivePorts();
    LOG.info("masquerade (NAT) address: {}", ports.advertised().orElse("none"));
    LOG.info("passive ports: {}", ports.first() == 0 ? "any" : ports.first() + "-" + ports.last());
    LOG.info("sendfile: {}", command.files.disableSendfile ? "off" : "on");
  }

  private static void mounted(String path, Locations.Served mount) {
    LOG.info("mounted at {}: {}", path, mount.description());
    mount.lacks().ifPresent(what -> LOG.info("not possible there: {}", what));
  }

  private String permissions() {
    String what =
        command.accounts.write ? "read and write" : "read, and nobody may write (-w allows it)";
    return command.accounts.user == null
        ? "everyone may log in as anonymous and " + what
        : "only " + command.accounts.user + " may log in and " + what;
  }

  private void notes() {
    if (command.accounts.user == null && command.accounts.write) {
      LOG.warn("anyone may write: upload, rename and delete without a password");
    }
    if (command.accounts.write && Capabilities.of(served.fileSystem()).isEmpty()) {
      LOG.warn("nothing can be changed in what is served; -w has no effect");
    } else if (command.accounts.write && !Files.isWritable(served.fileSystem().getPath("/"))) {
      LOG.warn("the directory that is served may not be written by this user; -w has no effect");
    }
    boolean remote =
        server.addresses().stream().anyMatch(each -> !each.getAddress().isLoopbackAddress());
    if (command.accounts.user != null && !command.tls.tls && remote) {
      LOG.warn("passwords travel unencrypted over the network; --tls encrypts them");
    }
    if (command.sessions.concurrency != null && !command.quiet) {
      LOG.info(
          "--concurrency {} has no effect: each session and each transfer has a thread",
          command.sessions.concurrency);
    }
  }

  /** Says early what clients would find out late. The name is asked for again for each of them. */
  private void resolve(String natAddress) {
    try {
      LOG.debug("{} is {}", natAddress, InetAddress.getByName(natAddress));
    } catch (UnknownHostException e) {
      LOG.warn("the NAT address {} is not known now; while it is not, PASV will fail", natAddress);
    }
  }

  private void reach() {
    if (server.addresses().stream().allMatch(address -> address.getAddress().isLoopbackAddress())) {
      LOG.info("only this machine can connect; -i 0.0.0.0 opens the server to others");
    }
  }

  /** An address of this machine in its local network, where others can try it, too. */
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

  private String url() {
    InetSocketAddress first = server.addresses().getFirst();
    boolean everywhere = first.getAddress().isAnyLocalAddress();
    return (command.tls.implicit ? "ftps://" : "ftp://")
        + LogText.address(everywhere ? reachable(first.getPort()) : first)
        + "/";
  }
}
