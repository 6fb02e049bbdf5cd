package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Content that was damaged on its way is found, on the way up and on the way down. */
final class ChecksumTest {

  private static final int MIB = 1 << 20;

  private final byte[] large = new byte[12 * MIB + 3];
  private FakeStore fake;

  @BeforeEach
  void start() throws IOException {
    new Random(3).nextBytes(large);
    fake = FakeStore.start();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  /** The values that the specifications give for the digits from 1 to 9. */
  @ParameterizedTest
  @CsvSource({
    "MD5, 25f9e794323b453885f5181f1b624d0b",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void checksumsAreThoseOfTheirSpecifications(Checksum checksum, String value) {
    RequestBody digits = RequestBody.fromBytes("123456789".getBytes(US_ASCII));
    assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(checksum.of(digits))))
        .isEqualTo(value);
  }

  @Test
  void aChecksumDoesNotDependOnThePieces() {
    for (Checksum checksum : Checksum.values()) {
      if (checksum == Checksum.NONE) {
        continue;
      }
      Checksum.Sum pieces = checksum.sum();
      for (int at = 0; at < 100_000; at += 13) {
        pieces.update(ByteBuffer.wrap(large, at, Math.min(13, 100_000 - at)));
      }
      Checksum.Sum whole = checksum.sum();
      whole.update(ByteBuffer.wrap(large, 0, 100_000));
      assertThat(pieces.value()).as(checksum.name()).isEqualTo(whole.value());
    }
  }

  private static String header(Checksum checksum) {
    return checksum == Checksum.MD5
        ? "content-md5"
        : "x-amz-checksum-" + checksum.name().toLowerCase(Locale.ROOT);
  }

  /** In one request, in parts, and continued; the fake compares them. */
  @ParameterizedTest
  @EnumSource(Checksum.class)
  void uploadsHaveTheChecksumOfTheSetting(Checksum checksum) throws IOException {
    String name = checksum.name().toLowerCase(Locale.ROOT);
    try (S3FileSystem fileSystem = TestBucket.open(fake, "checksum", name)) {
      Files.write(fileSystem.getPath("/small"), new byte[10]);
      Files.write(fileSystem.getPath("/empty"), new byte[0]);
      Files.createDirectory(fileSystem.getPath("/d"));
      Files.write(fileSystem.getPath("/large"), large);
      assertThat(Files.readAllBytes(fileSystem.getPath("/large"))).isEqualTo(large);
      Files.write(fileSystem.getPath("/large"), large, APPEND);
      assertThat(Files.size(fileSystem.getPath("/large"))).isEqualTo(2L * large.length);
    }
    for (String operation : new String[] {"PutObject", "UploadPart"}) {
      for (FakeRequest request : fake.requests(operation)) {
        assertThat(request.headers())
            .doesNotContainKeys("x-amz-trailer", "x-amz-sdk-checksum-algorithm")
            .doesNotContainEntry("content-encoding", "aws-chunked");
      }
    }
    assertThat(fake.requests("PutObject"))
        .hasSize(3)
        .allMatch(r -> r.header(header(checksum)).isPresent() == (checksum != Checksum.NONE));
    // the part that follows one that the store copies has MD5
    assertThat(fake.requests("UploadPart").subList(0, 3))
        .allMatch(r -> r.header(header(checksum)).isPresent() == (checksum != Checksum.NONE));
    assertThat(fake.requests("UploadPart").getLast().header("content-md5").isPresent())
        .isEqualTo(checksum != Checksum.NONE);
    assertThat(fake.requests("CreateMultipartUpload").getFirst().header("x-amz-checksum-algorithm"))
        .isEqualTo(
            checksum.isKept()
                ? java.util.Optional.of(checksum.name())
                : java.util.Optional.empty());
  }

  @Test
  void amazonsStoreGetsCrc32cAndOthersNone() {
    Map<String, String> aws = Map.of("region", "r");
    assertThat(S3Settings.of("bbb", "", aws).store().preset().checksum).isEqualTo(Checksum.CRC32C);
    Map<String, String> other = Map.of("endpoint", "http://h", "checksum", "auto");
    S3Settings.Endpoint generic = S3Settings.of("bbb", "", other).store();
    assertThat(generic.preset().checksum).isEqualTo(Checksum.NONE);
    assertThat(generic.checksum()).isEmpty();
  }

  /** As in a bucket with Object Lock and a default retention. */
  @Test
  void aStoreThatWantsAChecksumGetsMd5() throws IOException {
    fake.quirk(FakeQuirk.OBJECT_LOCK);
    try (S3FileSystem fileSystem = TestBucket.open(fake)) {
      Files.write(fileSystem.getPath("/small"), new byte[10]);
      Files.write(fileSystem.getPath("/large"), large);
      Files.createDirectory(fileSystem.getPath("/d"));
    }
    assertThat(fake.object("bbb", "large").bytes()).isEqualTo(large);
    assertThat(fake.count("PutObject")).isEqualTo(3); // it is asked once without
    assertThat(fake.count("UploadPart")).isEqualTo(3);
    try (S3FileSystem none = TestBucket.open(fake, "checksum", "none")) {
      assertThatThrownBy(() -> Files.write(none.getPath("/a"), new byte[10]))
          .isInstanceOf(IOException.class);
    }
    try (S3FileSystem own = TestBucket.open(fake, "checksum", "crc64nvme")) {
      Files.write(own.getPath("/a"), large);
    }
    assertThat(fake.object("bbb", "a").bytes()).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRC32C", "CRC64NVME", "SHA256"})
  void aDownloadThatWasDamagedFails(Checksum checksum) throws IOException {
    fake.put("bbb", "good", large, checksums(checksum, large));
    byte[] damaged = large.clone();
    damaged[5 * MIB] ^= 1;
    fake.put("bbb", "bad", damaged, checksums(checksum, large));
    try (S3FileSystem fileSystem = TestBucket.open(fake, "checksum", "crc32c")) {
      assertThat(Files.readAllBytes(fileSystem.getPath("/good"))).isEqualTo(large);
      fake.forget();
      assertThatThrownBy(() -> Files.readAllBytes(fileSystem.getPath("/bad")))
          .isInstanceOf(StreamCorruptedException.class);
      assertThat(fake.count("GetObject")).isEqualTo(1);
      try (SeekableByteChannel part = Files.newByteChannel(fileSystem.getPath("/bad"))) {
        part.position(6 * MIB); // of a part nothing is known
        assertThat(part.read(ByteBuffer.allocate(10))).isEqualTo(10);
      }
    }
    try (S3FileSystem none = TestBucket.open(fake, "checksum", "none")) {
      assertThat(Files.readAllBytes(none.getPath("/bad"))).isEqualTo(damaged);
    }
  }

  /** The sum goes on over connections that break. */
  @Test
  void aDownloadThatWasContinuedIsCompared() throws IOException {
    byte[] damaged = large.clone();
    damaged[9 * MIB] ^= 1;
    fake.put("bbb", "good", large, checksums(Checksum.CRC32C, large));
    fake.put("bbb", "bad", damaged, checksums(Checksum.CRC32C, large));
    fake.on("GetObject").times(100).cutAfter(4 * MIB);
    try (S3FileSystem fileSystem = TestBucket.open(fake, "checksum", "crc32c")) {
      assertThat(Files.readAllBytes(fileSystem.getPath("/good"))).isEqualTo(large);
      try (InputStream in = Files.newInputStream(fileSystem.getPath("/bad"))) {
        assertThatThrownBy(in::readAllBytes).isInstanceOf(StreamCorruptedException.class);
      }
    }
  }

  @Test
  void aChecksumOfPartsIsNoneOfTheContent() throws IOException {
    fake.put(
        "bbb",
        "parts",
        large,
        Map.of("x-amz-checksum-sha256", "AAAA-3", "x-amz-checksum-type", "COMPOSITE"));
    try (S3FileSystem fileSystem = TestBucket.open(fake, "checksum", "sha256")) {
      assertThat(Files.readAllBytes(fileSystem.getPath("/parts"))).isEqualTo(large);
    }
  }

  private static Map<String, String> checksums(Checksum checksum, byte[] content) {
    return Map.of(
        header(checksum),
        checksum.of(RequestBody.fromBytes(content)),
        "x-amz-checksum-type",
        "FULL_OBJECT");
  }

  @Test
  void anUploadThatIsDamagedOnItsWayIsRefusedByTheStore() throws IOException {
    try (Connection connection = Connection.open(TestBucket.settings(fake))) {
      Checksum checksum = Checksum.CRC32C;
      String wrong = checksum.of(RequestBody.fromString("other"));
      assertThatThrownBy(
              () ->
                  connection
                      .client()
                      .putObject(
                          r -> r.bucket("bbb").key("a").overrideConfiguration(checksum.with(wrong)),
                          RequestBody.fromString("content")))
          .hasMessageContaining("BadDigest");
    }
  }
}
