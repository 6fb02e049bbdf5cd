package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.InsufficientStorageException;
import io.github.nioftpd.intercept.DataCutException;
import io.github.nioftpd.intercept.DataCutException.End;
import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An interceptor changes the data of transfers. */
final class DataInterceptorTest {

  private static TestFtp start(Interceptor interceptor) throws IOException {
    return TestFtp.start(builder -> builder.intercept((client, open) -> interceptor));
  }

  private static TestFtp data(DataInterceptor data) throws IOException {
    return start(
        new Interceptor() {
          @Override
          public DataInterceptor data(Exchange command) {
            return data;
          }
        });
  }

  private static DataInterceptor cut(long after, End end) {
    return new DataInterceptor() {
      @Override
      public int admit(long moved, int wanted, BooleanSupplier open) throws DataCutException {
        if (moved >= after) {
          throw new DataCutException(end);
        }
        return (int) Math.min(wanted, after - moved);
      }
    };
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aDownloadIsCut(End end) throws Exception {
    try (TestFtp ftp = data(cut(1000, end));
        RawClient client = ftp.loginBinary()) {
      Files.write(ftp.path("/a"), new byte[100_000]);
      try (Socket data = client.passive()) {
        client.say("RETR a").expect(150);
        if (end == End.RESET) {
          assertThatThrownBy(() -> data.getInputStream().readAllBytes())
              .isInstanceOf(SocketException.class);
        } else {
          assertThat(data.getInputStream().readAllBytes()).hasSize(1000);
        }
      }
      client.expect(426);
      client.say("NOOP").expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"PROPER, TLSv1.2", "FIN, TLSv1.2", "PROPER, TLSv1.3", "FIN, TLSv1.3"})
  void aDownloadUnderTlsIsCut(End end, String version) throws Exception {
    Interceptor interceptor =
        new Interceptor() {
          @Override
          public DataInterceptor data(Exchange command) {
            return cut(1000, end);
          }
        };
    try (TestFtp ftp =
            TestTls.start(tls -> tls, all -> all.intercept((client, open) -> interceptor));
        TlsClient client = TlsClient.login(ftp, version)) {
      Files.write(ftp.path("/a"), new byte[100_000]);
      int port = client.raw().passivePort();
      client.raw().send("RETR a\r\n");
      try (Socket data = client.dial(port)) {
        client.expect(150);
        var in = client.secure(data).getInputStream();
        assertThat(in.readNBytes(1000)).hasSize(1000);
        if (end == End.PROPER) {
          assertThat(in.read()).isEqualTo(-1);
          assertThat(client.hasTcpEnded()).as("by TCP alone").isFalse();
        } else {
          assertEndsByTcpAlone(client, in);
        }
      }
      client.expect(426);
    }
  }

  private static void assertEndsByTcpAlone(TlsClient client, java.io.InputStream in) {
    try {
      assertThat(in.read()).isEqualTo(-1);
      assertThat(client.hasTcpEnded()).isTrue();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("close_notify");
    }
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void anUploadIsCut(End end) throws Exception {
    try (TestFtp ftp = data(cut(1000, end));
        RawClient client = ftp.loginBinary();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      data.getOutputStream().write(new byte[1000]);
      if (end == End.RESET) {
        assertThatThrownBy(() -> data.getInputStream().read()).isInstanceOf(SocketException.class);
      } else {
        assertThat(data.getInputStream().read()).isEqualTo(-1);
      }
      client.expect(426);
    }
  }

  @Test
  void theContentOfADownloadAndAListingIsReplaced() throws Exception {
    try (TestFtp ftp =
            data(
                new DataInterceptor() {
                  @Override
                  public Optional<byte[]> content() {
                    return Optional.of("other".getBytes(UTF_8));
                  }
                });
        RawClient client = ftp.loginBinary()) {
      Files.write(ftp.path("/a"), new byte[100]);
      assertThat(client.download("RETR a")).asString().isEqualTo("other");
      assertThat(client.download("LIST")).asString().isEqualTo("other");
      client.upload("STOR b", new byte[10]);
      assertThat(ftp.path("/b")).hasSize(10);
    }
  }

  @Test
  void filesThatFailAreFailuresOfTheStorage() throws Exception {
    try (TestFtp ftp =
            data(
                new DataInterceptor() {
                  @Override
                  public WritableByteChannel storing(WritableByteChannel file) {
                    return new Failing(new InsufficientStorageException(null, "full"));
                  }

                  @Override
                  public ReadableByteChannel reading(ReadableByteChannel file) {
                    return new Failing(new IOException("worn out"));
                  }
                });
        RawClient client = ftp.loginBinary()) {
      Files.write(ftp.path("/a"), new byte[100]);
      try (Socket data = client.passive()) {
        client.say("STOR b").expect(150);
        data.getOutputStream().write(new byte[10]);
      }
      client.expect(452);
      Socket data = client.passive();
      client.say("RETR a").expect(150);
      client.expect(451);
      data.close();
    }
  }

  private record Failing(IOException failure) implements ReadableByteChannel, WritableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      throw failure;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      throw failure;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void aTransferWhoseInterceptorThrowsFails() throws Exception {
    try (TestFtp ftp =
            data(
                new DataInterceptor() {
                  @Override
                  public int admit(long moved, int wanted, BooleanSupplier open) {
                    throw new IllegalStateException("a bug of an interceptor");
                  }
                });
        RawClient client = ftp.loginBinary();
        Socket data = client.passive()) {
      data.getOutputStream().write(1);
      client.say("STOR a").expect(150);
      client.expect(451);
      client.say("PWD").expect(257);
    }
  }
}
