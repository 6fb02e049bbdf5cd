package io.github.nioftpd.security;

import io.github.nioftpd.FtpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A server in its own process, whose descriptors a test can limit. */
final class ManySessions {

  private ManySessions() {}

  /** Prints the port and serves until standard input ends. */
  public static void main(String[] args) throws Exception {
    try (FtpServer server =
        FtpServer.builder()
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .authenticator(credentials -> Optional.empty())
            .start()) {
      System.out.println(server.address().getPort());
      System.in.transferTo(System.out);
    }
  }
}
