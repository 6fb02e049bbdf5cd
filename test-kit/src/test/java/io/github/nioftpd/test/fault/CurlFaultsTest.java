package io.github.nioftpd.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Installed;
import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.intercept.DataCutException.End;
import io.github.nioftpd.test.fault.Fault.Certificate.Problem;
import io.github.nioftpd.test.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults as curl sees them, by its exit codes. */
@NeedsPrograms("curl")
final class CurlFaultsTest {

  private static final int CANNOT_CONNECT = 7;
  private static final int PARTIAL_FILE = 18;
  private static final int UPLOAD_FAILED = 25;
  private static final int TIMED_OUT = 28;
  private static final int RECEIVE_ERROR = 56;
  private static final int UNTRUSTED = 60;
  private static final int LOGIN_DENIED = 67;
  private static final int FILE_NOT_FOUND = 78;

  @TempDir private Path directory;

  private FaultyFtp server;
  private Faults faults;

  @BeforeEach
  void start() throws Exception {
    server = FaultyFtp.startTls();
    faults = server.faults();
    server.file("/a.bin", new byte[500_000]);
    Files.writeString(
        directory.resolve("authority.pem"), TestTls.pem(TestCertificates.authority()));
    Files.write(directory.resolve("up"), new byte[500_000]);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private int curl(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Installed.program("curl").toString());
    command.addAll(List.of("-q", "-s", "-S", "-u", "user:secret", "-o", "down"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(directory.resolve("err").toFile())
            .start();
    process.getOutputStream().close();
    return process.waitFor();
  }

  private String url(String path) {
    return "ftp://127.0.0.1:" + server.ftp().port() + path;
  }

  private int get(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(url("/a.bin"));
    return curl(all.toArray(String[]::new));
  }

  private int getUnderTls() throws IOException, InterruptedException {
    return get("--ssl-reqd", "--cacert", "authority.pem");
  }

  @Test
  void repliesHaveTheirExitCodes() throws Exception {
    faults.on("RETR").times(1).thenReply(550, "no");
    assertThat(get()).isEqualTo(FILE_NOT_FOUND);
    faults.on("PASS").times(1).thenReply(530, "no");
    assertThat(get()).isEqualTo(LOGIN_DENIED);
    faults.on("STOR").times(1).thenReply(452, "full");
    assertThat(curl("-T", "up", url("/up"))).isEqualTo(UPLOAD_FAILED);
    faults.on("STOR").times(1).thenDiskFull(1000);
    assertThat(curl("-T", "up", url("/up"))).as("not complete").isEqualTo(PARTIAL_FILE);
    assertThat(curl("-T", "up", url("/up"))).isZero();
  }

  @Test
  void aCutTransferHasItsExitCode() throws Exception {
    faults.on("RETR").times(1).thenCutData(1000, End.FIN);
    assertThat(get()).isEqualTo(PARTIAL_FILE);
    faults.on("RETR").times(1).thenCutData(1000, End.RESET);
    assertThat(get()).isEqualTo(RECEIVE_ERROR);
  }

  @Test
  void aHangTimesOut() throws Exception {
    faults.on("RETR").times(1).thenHang();
    assertThat(get("--max-time", "1")).isEqualTo(TIMED_OUT);
    faults.on("RETR").times(1).thenStallData(1000);
    assertThat(get("--max-time", "1")).isEqualTo(TIMED_OUT);
    assertThat(directory.resolve("down")).hasSize(1000);
    faults.on("EPSV").times(1).thenNeverAccept();
    assertThat(get("--max-time", "1")).isEqualTo(TIMED_OUT);
    faults.onConnect().times(1).thenHang();
    assertThat(get("--max-time", "1")).isEqualTo(TIMED_OUT);
  }

  @Test
  void aRefusedPassivePortOfEpsvIsTriedAgainWithPasv() throws Exception {
    faults.on("EPSV").thenRefusePassive();
    assertThat(get()).as("curl falls back to PASV").isZero();
    faults.on("PASV").thenRefusePassive();
    assertThat(get()).isEqualTo(CANNOT_CONNECT);
    assertThat(faults.unused()).isEmpty();
  }

  @Test
  void theAddressOfPasvIsIgnoredOnDemand() throws Exception {
    faults.onConnect().thenWithoutFeature("EPSV");
    faults.on("PASV").thenWrongPassiveAddress("127.0.0.9");
    assertThat(get("--ftp-skip-pasv-ip")).isZero();
    assertThat(get("--no-ftp-skip-pasv-ip")).isNotZero();
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void aCertificateIsRejected(Problem problem) throws Exception {
    assertThat(getUnderTls()).isZero();
    faults.onConnect().times(1).thenCertificate(problem);
    assertThat(getUnderTls()).isEqualTo(UNTRUSTED);
    assertThat(getUnderTls()).isZero();
  }

  @Test
  void aClosedControlConnectionIsAnError() throws Exception {
    faults.on("RETR").times(1).thenCloseControl();
    assertThat(get()).isNotZero();
    faults.on("RETR").times(1).thenResetControl();
    assertThat(get()).isEqualTo(RECEIVE_ERROR);
  }
}
