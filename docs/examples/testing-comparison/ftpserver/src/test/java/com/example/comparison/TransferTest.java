package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransferTest {

  // set-up
  @TempDir Path home;
  private FtpServer server;
  private Listener listener;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectory(home.resolve("in"));
    Files.writeString(home.resolve("in/a.txt"), "hello");
    Files.createDirectory(home.resolve("out"));
    BaseUser bob = new BaseUser();
    bob.setName("bob");
    bob.setPassword("secret");
    bob.setHomeDirectory(home.toString());
    bob.setAuthorities(List.of(new WritePermission()));
    ListenerFactory listeners = new ListenerFactory();
    listeners.setServerAddress("127.0.0.1");
    listeners.setPort(0);
    listener = listeners.createListener();
    FtpServerFactory factory = new FtpServerFactory();
    factory.setUserManager(new PropertiesUserManagerFactory().createUserManager());
    factory.getUserManager().save(bob);
    factory.addListener("default", listener);
    server = factory.createServer();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  // end

  int port() {
    return listener.getPort();
  }

  @Test
  void uploads() throws Exception {
    try (Client client = new Client(port(), "bob", "secret")) {
      client.upload("report", "/out/report.csv");
    }
    assertThat(home.resolve("out/report.csv")).hasContent("report");
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
