package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * commons-net's FTPSClient, which cannot resume TLS sessions and so needs a server that does not
 * require it.
 */
final class TlsCommonsNetTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1.2,false", "1.3,false", "1.2,true", "1.3,true"})
  void completesARoundTrip(String version, boolean implicit) throws Exception {
    String resumption = "--tls-resumption=" + (implicit ? "off" : "offered");
    try (Server server =
        implicit
            ? Server.start(
                directory.toString(), "--tls", "--tls-data-required", resumption, "--tls-implicit")
            : Server.start(directory.toString(), "--tls", "--tls-data-required", resumption)) {
      FTPSClient client = new FTPSClient("TLS", implicit);
      client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
      client.setEnabledProtocols(new String[] {"TLSv" + version});
      client.setDefaultTimeout(20_000);
      client.setDataTimeout(Duration.ofSeconds(20));
      client.connect("127.0.0.1", server.port());
      assertThat(client.login(Server.USER, Server.PASSWORD)).isTrue();
      client.execPBSZ(0);
      client.execPROT("P");
      assertThat(client.setFileType(FTP.BINARY_FILE_TYPE)).isTrue();
      for (boolean passive : new boolean[] {true, false}) {
        if (passive) {
          client.enterLocalPassiveMode();
        } else {
          client.enterLocalActiveMode();
        }
        byte[] big = Samples.content("big");
        assertThat(client.storeFile("big", new ByteArrayInputStream(big)))
            .as(client.getReplyString())
            .isTrue();
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        assertThat(client.retrieveFile("big", back)).as(client.getReplyString()).isTrue();
        assertThat(back.toByteArray()).isEqualTo(big);
        assertThat(client.listNames()).containsExactly("big");
      }
      assertThat(client.logout()).isTrue();
      client.disconnect();
    }
  }
}
