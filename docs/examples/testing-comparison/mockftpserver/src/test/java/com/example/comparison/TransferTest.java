package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockftpserver.fake.FakeFtpServer;
import org.mockftpserver.fake.UserAccount;
import org.mockftpserver.fake.filesystem.DirectoryEntry;
import org.mockftpserver.fake.filesystem.FileEntry;
import org.mockftpserver.fake.filesystem.UnixFakeFileSystem;

final class TransferTest {

  // set-up
  private FakeFtpServer server;
  private UnixFakeFileSystem files;

  @BeforeEach
  void start() {
    files = new UnixFakeFileSystem();
    files.add(new FileEntry("/in/a.txt", "hello"));
    files.add(new DirectoryEntry("/out"));
    server = new FakeFtpServer();
    server.setServerControlPort(0);
    server.setFileSystem(files);
    server.addUserAccount(new UserAccount("bob", "secret", "/"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  // end

  int port() {
    return server.getServerControlPort();
  }

  @Test
  void uploads() throws Exception {
    try (Client client = new Client(port(), "bob", "secret")) {
      client.upload("report", "/out/report.csv");
    }
    try (InputStream in = ((FileEntry) files.getEntry("/out/report.csv")).createInputStream()) {
      assertThat(in).hasContent("report");
    }
  }

  @Test
  void downloads() throws Exception {
    try (Client client = new Client(port(), "bob", "secret")) {
      assertThat(client.download("/in/a.txt")).isEqualTo("hello");
    }
  }

  @Test
  void refusesAWrongPassword() {
    assertThatIOException()
        .isThrownBy(() -> new Client(port(), "bob", "wrong"))
        .withMessageStartingWith("530");
  }
}
