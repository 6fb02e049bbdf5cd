package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, metadata, tags and class of an object that is continued, dated, copied or moved. */
final class KeptHeadersTest {

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "text/csv",
          "cache-control", "max-age=5",
          "content-disposition", "attachment",
          "content-encoding", "gzip",
          "content-language", "de",
          "expires", "Thu, 01 Dec 2044 16:00:00 GMT",
          "x-amz-meta-colour", "blue",
          "x-amz-tagging", "team=b%20l%C3%BCe&origin=camera",
          "x-amz-storage-class", "STANDARD_IA");
  private static final int LARGE = 11 << 20;

  private FakeStore fake;
  private S3FileSystem fileSystem;

  @BeforeEach
  void start() throws IOException {
    fake = FakeStore.start();
    fileSystem =
        TestBucket.open(fake, "cache", "1m", "copy-threshold", "6m", "copy-part-size", "5m");
  }

  @AfterEach
  void stop() throws IOException {
    fileSystem.close();
    fake.close();
  }

  private Path put(int size, Map<String, String> headers) {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) 'x');
    fake.put("bbb", "f", content, headers);
    fake.forget();
    return fileSystem.getPath("/f");
  }

  private void assertKept(String key) {
    Map<String, String> kept = fake.object("bbb", key).headers();
    assertThat(kept).containsAllEntriesOf(without(HEADERS, "x-amz-tagging"));
    assertThat(kept.get("x-amz-tagging").split("&"))
        .containsExactlyInAnyOrder("team=b%20l%C3%BCe", "origin=camera");
  }

  private static Map<String, String> without(Map<String, String> all, String name) {
    Map<String, String> rest = new java.util.HashMap<>(all);
    rest.remove(name);
    return rest;
  }

  private static void write(Path path, long at, StandardOpenOption... options) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path, options)) {
      channel.position(at).write(ByteBuffer.wrap("more".getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void appendingKeepsThem(int size) throws IOException {
    write(put(size, HEADERS), 0, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    assertThat(fake.object("bbb", "f").size()).isEqualTo(size + 4);
    assertThat(fake.object("bbb", "f").metadata("mtime")).isPresent();
    assertKept("f");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void continuingKeepsThem(int size) throws IOException {
    write(put(size, HEADERS), size - 2, StandardOpenOption.WRITE);
    assertThat(fake.object("bbb", "f").size()).isEqualTo(size + 2);
    assertKept("f");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void settingATimeKeepsThem(int size) throws IOException {
    Files.setLastModifiedTime(put(size, HEADERS), FileTime.fromMillis(1000));
    assertThat(fake.object("bbb", "f").metadata("mtime")).contains("1.000000000");
    assertKept("f");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void movingKeepsThem(int size) throws IOException {
    Files.move(put(size, HEADERS), fileSystem.getPath("/moved"));
    assertKept("moved");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, LARGE})
  void aFileThatWasListedIsLookedAtOnceForThem(int size) throws IOException {
    Map<String, String> untagged = without(HEADERS, "x-amz-tagging");
    Path file = put(size, untagged);
    try (Stream<Path> all = Files.list(fileSystem.getPath("/"))) {
      assertThat(all).hasSize(1);
    }
    for (int i = 0; i < 2; i++) {
      write(file, 0, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      assertThat(fake.object("bbb", "f").headers()).containsAllEntriesOf(untagged);
      assertThat(fake.count("HeadObject")).isEqualTo(1);
    }
  }

  @Test
  void tagsAreRequestedOnlyOfAnObjectThatHasSome() throws IOException {
    Path file = put(10, without(HEADERS, "x-amz-tagging"));
    write(file, 0, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    assertThat(fake.count("HeadObject")).isEqualTo(1);
    assertThat(fake.count("GetObjectTagging")).isZero();
  }

  @Test
  void theSettingsForNewObjectsPrevail() throws IOException {
    try (S3FileSystem other =
        TestBucket.open(fake, "tags", "team=red,by=ftp", "storage-class", "GLACIER_IR")) {
      put(10, HEADERS);
      write(other.getPath("/f"), 0, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
    assertThat(fake.object("bbb", "f").header("x-amz-storage-class")).contains("GLACIER_IR");
    assertThat(fake.object("bbb", "f").headers().get("x-amz-tagging").split("&"))
        .containsExactlyInAnyOrder("team=red", "by=ftp", "origin=camera");
  }

  @ParameterizedTest
  @CsvSource({"f,text/csv", "page.html,text/html"})
  void aFileThatIsReplacedBeginsAnew(String name, String ofOld) throws IOException {
    fake.put("bbb", name, "old".getBytes(UTF_8), Map.of("content-type", ofOld, "expires", "0"));
    Files.writeString(fileSystem.getPath("/" + name), "new");
    assertThat(fake.object("bbb", name).header("expires")).isEmpty();
    assertThat(fake.object("bbb", name).header("content-type"))
        .contains(name.equals("f") ? "application/octet-stream" : "text/html");
  }
}
