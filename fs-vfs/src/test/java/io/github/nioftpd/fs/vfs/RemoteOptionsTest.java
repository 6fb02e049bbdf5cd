package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings reach the server: who may log in, and which server is believed. */
final class RemoteOptionsTest {

  private static final String UNTRUSTED =
      "the certificate of the remote server is not trusted; set ca to a file with its authority";

  private static final String CHANGED_KEY =
      "the host key of the remote server differs from the known one; check whether the server got"
          + " a new key before you accept it";

  @TempDir Path directory;

  private Path files() throws IOException {
    return Files.createDirectories(directory.resolve("files"));
  }

  private Path rig() throws IOException {
    return Files.createDirectories(directory.resolve("rig"));
  }

  private Map<String, String> password(String text) throws IOException {
    return Map.of("password", "file:" + Files.writeString(directory.resolve("password"), text));
  }

  private static Map<String, String> with(Map<String, String> settings, String... more) {
    Map<String, String> all = new HashMap<>(settings);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  /** Writes a file at a location, and lists the names there. */
  private static List<String> play(String location, Map<String, String> settings)
      throws IOException {
    try (Connected connected = new Connected(location, settings)) {
      FileObject root = connected.root();
      if (!location.startsWith("http")) {
        try (OutputStream out = root.resolveFile("written").getContent().getOutputStream()) {
          out.write("content".getBytes());
        }
        assertThat(root.resolveFile("written").getContent().getString("UTF-8"))
            .isEqualTo("content");
        return List.of(root.getChildren()).stream()
            .map(child -> child.getName().getBaseName())
            .sorted()
            .toList();
      }
      return List.of(root.resolveFile("there").getContent().getString("UTF-8"));
    }
  }

  private record Connected(DefaultFileSystemManager manager, FileObject root)
      implements AutoCloseable {

    Connected(String location, Map<String, String> settings) throws IOException {
      this(location, VfsSettings.remote(location.split(":")[0], new Settings("vfs", settings)));
    }

    private Connected(String location, RemoteOptions options) throws IOException {
      this(manager(location.split(":")[0], options), location, options);
    }

    private Connected(DefaultFileSystemManager manager, String location, RemoteOptions options)
        throws IOException {
      this(manager, manager.resolveFile(location, options.vfs()));
    }

    private static DefaultFileSystemManager manager(String scheme, RemoteOptions options)
        throws IOException {
      DefaultFileSystemManager manager = new DefaultFileSystemManager();
      manager.addProvider(scheme, options.provider().orElseThrow());
      manager.init();
      return manager;
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  private static String sentence(Throwable failure) {
    return RemoteFailures.sentence(failure).orElse("no sentence");
  }

  private void assertRefused(String location, Map<String, String> settings, String sentence) {
    assertThatThrownBy(() -> play(location, settings))
        .isInstanceOf(IOException.class)
        .extracting(RemoteOptionsTest::sentence)
        .isEqualTo(sentence);
  }

  @Test
  @NeedsPrograms({"sshd", "ssh-keygen"})
  void openSshIsReachedWithAKeyAndItsHostKeyIsLookedUp() throws IOException {
    try (OpenSshServer server = new OpenSshServer(rig())) {
      String location = server.location(files());
      assertThat(play(location, server.settings())).containsExactly("written");
      assertThat(play(location, with(server.settings(), "host-key", server.fingerprint())))
          .containsExactly("written");
      assertRefused(
          location, with(server.settings(), "known-hosts", server.otherKnownHosts()), CHANGED_KEY);
      assertRefused(
          location, with(server.settings(), "host-key", "SHA256:" + "A".repeat(43)), CHANGED_KEY);
      Path nobody = Files.createFile(directory.resolve("nobody"));
      assertRefused(
          location,
          with(server.settings(), "known-hosts", nobody.toString()),
          "unknown host key of the remote server; add it to known_hosts, or set host-key to its"
              + " fingerprint");
      assertThat(
              play(
                  location,
                  with(server.settings(), "known-hosts", nobody.toString(), "host-key", "ignore")))
          .containsExactly("written");
    }
  }

  @Test
  @NeedsPrograms({"sshd", "ssh-keygen"})
  void aKeyMayHaveAPassphrase() throws IOException {
    try (OpenSshServer server = new OpenSshServer(rig())) {
      Map<String, String> locked = with(server.settings(), "key", server.path("locked"));
      assertThatThrownBy(() -> play(server.location(files()), locked))
          .hasMessage(
              "the setting key: the private key is encrypted; set passphrase=file:PATH or"
                  + " passphrase=env:NAME");
      String wrong = "file:" + Files.writeString(directory.resolve("wrong"), "guess");
      assertThatThrownBy(() -> play(server.location(files()), with(locked, "passphrase", wrong)))
          .hasMessage("the setting passphrase does not decrypt the private key");
      String right = "file:" + Files.writeString(directory.resolve("right"), "open sesame");
      assertThat(play(server.location(files()), with(locked, "passphrase", right)))
          .containsExactly("written");
    }
  }

  @Test
  void aWrongPasswordOfSftpIsOneSentenceWithoutThePassword() throws IOException {
    try (MinaServer server = new MinaServer(files())) {
      Map<String, String> settings = with(password("wrong"), "host-key", "ignore");
      assertRefused(server.location("/"), settings, "the remote server rejected the login");
      assertThat(play(server.location("/"), with(password("secret"), "host-key", "ignore")))
          .containsExactly("written");
    }
  }

  @Test
  @NeedsPrograms({"proftpd", "openssl"})
  void proFtpdIsReachedWithAPassword() throws IOException {
    try (ProFtpdServer server = new ProFtpdServer(rig(), files())) {
      assertThat(play(server.location("/"), password("secret"))).containsExactly("written");
      assertRefused(
          server.location("/"), password("wrong"), "the remote server rejected the login");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"explicit", "implicit"})
  void aServerForFtpUnderTlsIsReachedIfItsCertificateIsTrusted(String tls) throws Exception {
    X509Certificate own =
        (X509Certificate)
            TestTls.store("server.p12")
                .getCertificate(TestTls.store("server.p12").aliases().nextElement());
    Path ca = Files.writeString(directory.resolve("ca.pem"), TestTls.pem(own));
    try (TestFtp ftp = TestTls.start(policy -> policy.implicit(tls.equals("implicit")))) {
      String location = "ftps://user@localhost:" + ftp.port() + "/";
      Map<String, String> settings = with(password("secret"), "tls", tls);
      assertThat(play(location, with(settings, "ca", ca.toString()))).containsExactly("written");
      assertRefused(location, settings, UNTRUSTED);
      assertRefused(
          location.replace("localhost", "127.0.0.1"),
          with(settings, "ca", Files.writeString(directory.resolve("other"), other()).toString()),
          UNTRUSTED);
    }
  }

  private static String other() {
    return TestTls.pem(TestTls.authority());
  }

  @Test
  @NeedsPrograms({"nginx", "openssl", NginxServer.DAV_EXT})
  void aCertificateThatNobodySignedIsRefused() throws IOException {
    Files.writeString(files().resolve("there"), "content");
    try (NginxServer server = new NginxServer(rig(), files())) {
      String location = server.location("https", "/static/");
      assertRefused(location, Map.of(), UNTRUSTED);
      Map<String, String> trusted = Map.of("ca", server.certificate().toString());
      assertThat(play(location, trusted)).containsExactly("content");
      assertRefused(location.replace("localhost", "127.0.0.1"), trusted, UNTRUSTED);
    }
  }

  @Test
  @NeedsPrograms({"nginx", "openssl", NginxServer.DAV_EXT})
  void webDavIsReachedUnderTlsWithAPassword() throws IOException {
    try (NginxServer server = new NginxServer(rig(), files())) {
      String location = server.location("webdav4s", "/dav/");
      Map<String, String> trusted = with(password("secret"), "ca", server.certificate().toString());
      assertThat(play(location, trusted)).contains("written");
      assertRefused(location, password("secret"), UNTRUSTED);
      assertThat(play(server.plainLocation("webdav4", "/dav/"), password("secret")))
          .contains("written");
    }
  }

  @Test
  void noSecretIsPrinted() throws IOException {
    RemoteOptions options = VfsSettings.remote("ftp", new Settings("vfs", password("xyzzy")));
    assertThat(options.toString()).doesNotContain("xyzzy");
    assertThat(options.vfs().toString()).doesNotContain("xyzzy");
  }
}
