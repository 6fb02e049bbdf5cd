package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockftpserver.core.command.StaticReplyCommandHandler;
import org.mockftpserver.fake.FakeFtpServer;
import org.mockftpserver.fake.UserAccount;
import org.mockftpserver.fake.filesystem.DirectoryEntry;
import org.mockftpserver.fake.filesystem.FileEntry;
import org.mockftpserver.fake.filesystem.FileSystem;
import org.mockftpserver.fake.filesystem.UnixFakeFileSystem;

// report
final class ReportTest {

  private final FakeFtpServer server = new FakeFtpServer();
  private final FileSystem files = new UnixFakeFileSystem();

  @BeforeEach
  void start() {
    files.add(new DirectoryEntry("/out"));
    files.add(new FileEntry("/in/orders.csv", "1;2"));
    server.setFileSystem(files);
    server.addUserAccount(new UserAccount("bob", "secret", "/"));
    server.setServerControlPort(0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsAReport() throws Exception {
    try (Client client = new Client(server.getServerControlPort(), "bob", "secret")) {
      client.upload(client.download("/in/orders.csv"), "/out/report.csv");
    }
    assertThat(files.exists("/out/report.csv")).isTrue();
    assertThat(files.getEntry("/out/report.csv").getSize()).isEqualTo(3);
  }

  @Test
  void reportsAFullDisk() throws Exception {
    StaticReplyCommandHandler full = new StaticReplyCommandHandler(452, "Disk full");
    server.setCommandHandler("STOR", full);
    try (Client client = new Client(server.getServerControlPort(), "bob", "secret")) {
      assertThatIOException()
          .isThrownBy(() -> client.upload("1;2", "/out/report.csv"))
          .withMessage("452 Disk full");
    }
    assertThat(full.numberOfInvocations()).isEqualTo(1);
    assertThat(full.getInvocation(0).getCommand().getParameter(0)).isEqualTo("/out/report.csv");
    assertThat(files.exists("/out/report.csv")).isFalse();
  }
}
// end
