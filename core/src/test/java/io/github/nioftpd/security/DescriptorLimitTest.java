package io.github.nioftpd.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server without free descriptors recovers when some are closed. */
@DisplayName("No file descriptors left")
@EnabledOnOs({OS.LINUX, OS.MAC})
final class DescriptorLimitTest {

  private static final int LIMIT = 120;

  @Test
  void aServerWithoutDescriptorsRecovers() throws Exception {
    Process process = serve();
    try {
      String port = process.inputReader(US_ASCII).readLine();
      assertThat(port).as("the port the server prints").isNotNull();
      InetSocketAddress server =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
      greet(server); // loads all classes before the limit is reached
      List<RawClient> crowd = new ArrayList<>();
      for (int i = 0; i < 2 * LIMIT; i++) {
        crowd.add(new RawClient(server));
      }
      crowd.getFirst().expect(220);
      crowd.getFirst().say("NOOP").expect(200);
      for (RawClient client : crowd.subList(1, crowd.size())) {
        client.close();
      }
      greet(server);
      crowd.getFirst().say("NOOP").expect(200);
      crowd.getFirst().close();
    } finally {
      process.destroy();
    }
  }

  private static void greet(InetSocketAddress server) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.expect(220);
      client.say("USER nobody").expect(331);
      client.say("QUIT").expect(221);
    }
  }

  private static Process serve() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String command = "ulimit -n " + LIMIT + " && exec \"$@\"";
    return new ProcessBuilder(
            "sh",
            "-c",
            command,
            "sh",
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx64m",
            ManySessions.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
