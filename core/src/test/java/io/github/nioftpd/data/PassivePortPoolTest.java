package io.github.nioftpd.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.config.PassivePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PassivePortPoolTest {

  @Test
  void randomPortsCannotBePredicted() throws IOException {
    PassivePortPool pool = new PassivePortPool(PassivePorts.ANY);
    Set<Integer> ports = new HashSet<>();
    int rising = 0;
    int before = 0;
    for (int i = 0; i < 100; i++) {
      try (ServerSocketChannel channel = pool.listen(InetAddress.getLoopbackAddress())) {
        int port = channel.socket().getLocalPort();
        rising += port > before ? 1 : 0;
        before = port;
        ports.add(port);
      }
    }
    assertThat(ports).hasSizeGreaterThan(90);
    assertThat(rising).isBetween(20, 80);
  }
}
