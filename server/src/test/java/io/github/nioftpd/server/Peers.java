package io.github.nioftpd.server;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.fs.s3.TestStore;
import io.github.nioftpd.fs.vfs.MinaServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * One location of each kind that the program supports: a file, a directory, or a server in this
 * process. None needs a program of the system. Read-only locations contain the file {@link #NAME}.
 * Used by one thread.
 */
final class Peers implements AutoCloseable {

  static final String NAME = "file";

  private final Path directory;
  private final byte[] content;
  private final Deque<AutoCloseable> servers = new ArrayDeque<>();

  Peers(Path directory, byte[] content) {
    this.directory = directory;
    this.content = content;
  }

  /**
   * A location of a kind.
   *
   * @param kind as {@code nioftpd backends} names it
   */
  String location(String kind) throws IOException, GeneralSecurityException {
    String scheme = kind.replaceFirst("^((vfs|nio):)?([a-z0-9]+):.*", "$1$3");
    return switch (scheme) {
      case "file" -> Files.createTempDirectory(directory, "root").toUri().toString();
      case "memory", "vfs:ram", "vfs:tmp" -> kind;
      case "s3" -> TestStore.proxy().location(bucket(), TestStore.proxy().endpoint());
      case "nio:jar" -> kind.replace("file:/a.zip", zip().toUri().toString());
      case "vfs:zip", "vfs:jar" -> scheme + ":" + zip();
      case "vfs:tar", "vfs:tgz", "vfs:tbz2" -> scheme + ":" + tar(scheme);
      case "vfs:sftp" -> sftp();
      case "vfs:ftp" -> ftp("ftp", server(TestFtp.start()));
      case "vfs:ftps" ->
          ftp("ftps", server(TestTls.start(policy -> policy))) + "&tls=explicit&ca=" + ca();
      case "vfs:http" -> http("http://", Optional.empty());
      case "vfs:https" -> http("https://", Optional.of(tls())) + "?ca=" + ca();
      case "vfs:webdav4" -> http("webdav4://user@", Optional.empty()) + "?password=" + password();
      case "vfs:webdav4s" ->
          http("webdav4s://user@", Optional.of(tls())) + "?ca=" + ca() + "&password=" + password();
      default -> throw new AssertionError("this test has no case for " + kind);
    };
  }

  private <T extends AutoCloseable> T server(T server) {
    servers.push(server);
    return server;
  }

  private static String bucket() {
    return TestStore.proxy().newBucket();
  }

  private String password() throws IOException {
    return "file:" + Files.writeString(directory.resolve("password"), "secret");
  }

  private Path ca() throws IOException, GeneralSecurityException {
    KeyStore keys = TestTls.store("server.p12");
    X509Certificate own = (X509Certificate) keys.getCertificate(keys.aliases().nextElement());
    return Files.writeString(directory.resolve("ca.pem"), TestTls.pem(own));
  }

  private static SSLContext tls() throws GeneralSecurityException {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(TestTls.store("server.p12"), TestTls.password());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private String sftp() throws IOException {
    MinaServer server = server(new MinaServer(Files.createTempDirectory(directory, "sftp")));
    return "vfs:" + server.location("/") + "?host-key=ignore&password=" + password();
  }

  private String ftp(String scheme, TestFtp server) throws IOException {
    return "vfs:%s://user@localhost:%d/?password=%s".formatted(scheme, server.port(), password());
  }

  private String http(String begin, Optional<SSLContext> tls)
      throws IOException, GeneralSecurityException {
    TinyDav server = server(new TinyDav(tls));
    server.put("/" + NAME, content);
    return "vfs:" + begin + "localhost:" + server.port() + "/";
  }

  private Path zip() throws IOException {
    Path archive = Files.createTempFile(directory, "a", ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry(NAME));
      zip.write(content);
    }
    return archive;
  }

  private Path tar(String scheme) throws IOException {
    Path archive = Files.createTempFile(directory, "a", ".tar");
    try (OutputStream file = Files.newOutputStream(archive);
        OutputStream packed = packed(scheme, file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
      TarArchiveEntry entry = new TarArchiveEntry(NAME);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return archive;
  }

  private static OutputStream packed(String scheme, OutputStream file) throws IOException {
    return switch (scheme) {
      case "vfs:tgz" -> new GZIPOutputStream(file);
      case "vfs:tbz2" -> new BZip2CompressorOutputStream(file);
      default -> file;
    };
  }

  @Override
  public void close() throws Exception {
    while (!servers.isEmpty()) {
      servers.pop().close();
    }
  }
}
