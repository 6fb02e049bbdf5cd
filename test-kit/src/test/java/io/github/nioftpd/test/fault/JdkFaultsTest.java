package io.github.nioftpd.test.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.intercept.DataCutException.End;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults as the JDK's URLConnection sees them, which leaves sockets open when it fails. */
final class JdkFaultsTest {

  private FaultyFtp server;
  private Faults faults;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.start();
    faults = server.faults();
    server.file("/in/a.txt", "hello".getBytes(UTF_8));
    server.file("/in/a.bin", new byte[300_000]);
  }

  @AfterEach
  void close() {
    server.closeServer();
  }

  private URLConnection jdk(String path) throws IOException {
    URLConnection connection = URI.create(server.url(path)).toURL().openConnection();
    connection.setReadTimeout(60_000);
    return connection;
  }

  @Test
  void theJdkSeesAnotherReply() throws Exception {
    faults.on("RETR").times(1).thenReply(550, "No such file");
    assertThatThrownBy(() -> jdk("/in/a.txt").getInputStream())
        .isInstanceOf(FileNotFoundException.class);
    assertThat(jdk("/in/a.txt").getInputStream().readAllBytes()).asString().isEqualTo("hello");
    faults.on("PASS").thenReply(530, "Go away");
    assertThatThrownBy(() -> jdk("/in/a.txt").getInputStream())
        .hasMessageContaining("Invalid username");
  }

  @Test
  void theJdkSeesAHang() throws Exception {
    faults.on("RETR").thenHang();
    URLConnection connection = jdk("/in/a.txt");
    connection.setReadTimeout(500);
    assertThatThrownBy(connection::getInputStream).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void theJdkSeesAPassivePortThatRefuses() throws Exception {
    faults.on("*").thenRefusePassive();
    assertThatThrownBy(() -> jdk("/in/a.txt").getInputStream()).isInstanceOf(IOException.class);
    assertThat(faults.unused()).isEmpty();
  }

  @Test
  void theJdkSeesAResetAndAnEarlyEnd() throws Exception {
    faults.on("RETR").times(1).thenCutData(100_000);
    faults.on("RETR").times(1).thenCutData(100_000, End.FIN);
    URLConnection reset = jdk("/in/a.bin");
    assertThatThrownBy(() -> reset.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
    URLConnection early = jdk("/in/a.bin");
    assertThatThrownBy(() -> early.getInputStream().readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("Premature EOF");
  }

  @Test
  void theJdkFallsBackToPasvWithoutEpsv() throws Exception {
    faults.onConnect().thenWithoutFeature("EPSV");
    FaultRule pasv = faults.on("PASV").nth(1_000_000).thenHang();
    assertThat(URI.create(server.url("/in/a.txt")).toURL().openStream().readAllBytes())
        .asString()
        .isEqualTo("hello");
    assertThat(faults.unused()).containsExactly(pasv);
  }
}
