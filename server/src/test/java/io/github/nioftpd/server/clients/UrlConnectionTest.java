package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ExtendWith(Servers.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Servers.class)
final class UrlConnectionTest {

  private final Server server;

  UrlConnectionTest(Server server) {
    this.server = server;
  }

  private URLConnection open(String path) throws Exception {
    URLConnection connection = new URI(server.url() + path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(20_000);
    connection.setReadTimeout(20_000);
    return connection;
  }

  private byte[] read(String path) throws Exception {
    try (InputStream in = open(path).getInputStream()) {
      return in.readAllBytes();
    }
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void storesFetchesAndLists() throws Exception {
    server.makeDirectory("/jdk");
    for (String name : Samples.names()) {
      URLConnection connection = open("/jdk/" + encoded(name) + ";type=i");
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(Samples.content(name));
      }
    }
    for (String name : Samples.names()) {
      assertThat(read("/jdk/" + encoded(name) + ";type=i")).isEqualTo(Samples.content(name));
    }
    Samples.assertIn(server, "/jdk");
    assertThat(new String(read("/jdk/"), StandardCharsets.UTF_8).lines()).hasSize(4);
    assertThat(new String(read("/jdk/;type=d"), StandardCharsets.UTF_8).lines()).hasSize(4);
    assertThat(open("/jdk/big;type=i").getContentLengthLong()).isEqualTo(1_048_579);
    assertThatThrownBy(() -> read("/jdk/missing")).isInstanceOf(FileNotFoundException.class);
    server.removeTree("/jdk");
  }
}
