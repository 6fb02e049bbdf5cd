package io.github.nioftpd.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A store of S3 on the loopback interface with one bucket and a few objects in it. It keeps them in
 * a private directory, so that an upload needs no memory, and removes that at the end.
 */
final class DemoStore implements AutoCloseable {

  /** The one bucket. */
  static final String BUCKET = "demo";

  /** Whose bucket it is. */
  static final String ACCESS_KEY = "demo";

  private static final int SECRET_BYTES = 20;

  private final Path directory;
  private final S3Proxy proxy;

  private DemoStore(Path directory, S3Proxy proxy) {
    this.directory = directory;
    this.proxy = proxy;
  }

  /**
   * Starts a store on a free port, with a secret of its own.
   *
   * @throws IOException when its directory cannot be written
   */
  static DemoStore start() throws IOException {
    Path directory = Files.createTempDirectory("nioftpd-demo-").toRealPath();
    try {
      byte[] random = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(random);
      String secret = HexFormat.of().formatHex(random);
      Files.writeString(directory.resolve("secret"), secret);
      BlobStore objects =
          new OrderedDeletions(
              new FilesystemNio2BlobStore(
                  Files.createDirectory(directory.resolve("objects")).toString()));
      fill(objects);
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(objects)
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secret)
              .ignoreUnknownHeaders(true)
              .build();
      start(proxy);
      return new DemoStore(directory, proxy);
    } catch (IOException | RuntimeException e) {
      remove(directory);
      throw e;
    }
  }

  private static void start(S3Proxy proxy) throws IOException {
    try {
      proxy.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void fill(BlobStore objects) {
    objects.createContainer(BUCKET);
    for (Map.Entry<String, String> file : DemoFiles.all().entrySet()) {
      byte[] content = file.getValue().getBytes(UTF_8);
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket(BUCKET)
              .key(file.getKey())
              .contentLength((long) content.length)
              .contentType(DemoFiles.type(file.getKey()))
              .build();
      objects.putBlob(request, new ByteArrayInputStream(content));
    }
  }

  /** Where the store answers. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  /** The file, for this user's eyes only, that holds the secret key. */
  Path secretFile() {
    return directory.resolve("secret");
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      remove(directory);
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.walk(directory)) {
      inside = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
