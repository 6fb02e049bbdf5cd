package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The table of docs/backends.md: what each command costs, when nothing is known before. */
final class RequestBudgetTest {

  private static final byte[] PART = new byte[5 << 20];

  private final String bucket = TestStore.shared().newBucket();
  private final S3Client store = TestStore.shared().client();
  private final Requests requests = new Requests();
  private S3FileSystem fileSystem;
  private TestFtp ftp;
  private RawClient client;

  @BeforeEach
  void login() throws IOException {
    fileSystem =
        TestBucket.watched(
            requests, bucket, "part-size", "5m", "copy-threshold", "6m", "copy-part-size", "5m");
    ftp = TestFtp.start(fileSystem, identity());
    client = ftp.login();
    client.command("TYPE I");
    requests.take();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    fileSystem.close(); // and with it its connections, before those that are left are counted
    ftp.close();
  }

  private void object(String key, byte[] content) {
    store.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  /** Through a client of its own, whose connections are closed again. */
  private void fill(String prefix, int count) {
    TestStore at = TestStore.shared();
    try (S3Client many =
            TestStore.client(at.endpoint(), at.region(), at.accessKey(), at.secretKey());
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < count; i++) {
        String key = prefix + "%04d".formatted(i);
        threads.submit(
            () -> many.putObject(request -> request.bucket(bucket).key(key), RequestBody.empty()));
      }
      threads.close();
    }
  }

  private void object(String key) {
    object(key, key.getBytes(UTF_8));
  }

  private void costs(Object... operations) {
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < operations.length; i += 2) {
      expected.put((String) operations[i], (Integer) operations[i + 1]);
    }
    assertThat(requests.take()).isEqualTo(expected);
  }

  private void command(String line, String reply) throws IOException {
    assertThat(client.command(line)).as(line).startsWith(reply);
  }

  @Test
  void theStartIsOneListing() throws IOException {
    try (S3FileSystem another = TestBucket.watched(requests, bucket)) {
      assertThat(another.isOpen()).isTrue();
      costs("ListObjectsV2", 1);
    }
  }

  @Test
  void enteringADirectoryIsOneRequestAndNoneTheNextTime() throws IOException {
    object("d/a");
    command("CWD d", "250");
    costs("ListObjectsV2", 1);
    command("CWD /d", "250");
    command("CWD /", "250");
    costs();
  }

  @Test
  void whatIsUnknownIsTwoRequests() throws IOException {
    object("d/a");
    command("MLST d", "250");
    costs("HeadObject", 1, "ListObjectsV2", 1);
    command("MLST missing", "550");
    costs("HeadObject", 1, "ListObjectsV2", 1);
    command("CWD missing2", "550");
    costs("HeadObject", 1, "ListObjectsV2", 1);
  }

  @Test
  void aListingIsOneRequestForEachThousandAndALookAtEachObjectThatIsNew() throws IOException {
    fill("many/", 2500);
    assertThat(new String(client.download("NLST many"), UTF_8).lines()).hasSize(2500);
    costs("ListObjectsV2", 3);
    assertThat(new String(client.download("MLSD many"), UTF_8).lines()).hasSize(2500);
    costs("ListObjectsV2", 3, "HeadObject", 2500);
    for (String command : new String[] {"MLSD many", "LIST many", "NLST many"}) {
      assertThat(new String(client.download(command), UTF_8).lines()).hasSize(2500);
      costs("ListObjectsV2", 3);
    }
    command("SIZE many/0001", "213 0");
    command("CWD many", "250");
    command("MDTM /many/0001", "213");
    command("MLST /many/0001", "250");
    costs();
  }

  @Test
  void aListingOfWhatThisServerStoredLooksAtNothing() throws IOException {
    for (String name : new String[] {"a", "b", "large"}) {
      client.upload("STOR " + name, new byte[name.equals("large") ? PART.length + 1 : 1]);
    }
    command("MFMT 20010203040506 a", "213");
    command("RNFR b", "350");
    command("RNTO c", "250");
    requests.take();
    assertThat(client.download("MLSD")).asString(UTF_8).contains("modify=20010203040506", "large");
    costs("ListObjectsV2", 1);
  }

  @Test
  void aListingWithTheTimesOfTheStoreLooksAtNothing() throws IOException {
    fill("many/", 1500);
    try (S3FileSystem stored = TestBucket.watched(requests, bucket, "modify", "stored")) {
      requests.take();
      try (Stream<Path> entries = Files.list(stored.getPath("/many"))) {
        for (Path entry : (Iterable<Path>) entries::iterator) {
          assertThat(Files.getLastModifiedTime(entry).toInstant()).isAfter(Instant.EPOCH);
        }
      }
      costs("ListObjectsV2", 2);
    }
  }

  @Test
  void factsOfAFileAreOneRequestTogether() throws IOException {
    object("a");
    command("SIZE a", "213 1");
    costs("HeadObject", 1);
    command("MDTM a", "213");
    command("MLST a", "250");
    costs();
  }

  @Test
  void aDownloadIsOneRequestFromAnyOffset() throws IOException {
    object("a", "0123456789".getBytes(UTF_8));
    assertThat(client.download("RETR a")).hasSize(10);
    costs("GetObject", 1);
    command("REST 7", "350");
    assertThat(client.download("RETR a")).isEqualTo("789".getBytes(UTF_8));
    assertThat(requests.sent().getFirst().firstMatchingHeader("Range")).contains("bytes=7-");
    costs("GetObject", 1);
    command("SIZE a", "213 10");
    costs();
  }

  @Test
  void anUploadUpToAPartIsOneRequest() throws IOException {
    client.upload("STOR empty", new byte[0]);
    costs("PutObject", 1);
    client.upload("STOR small", new byte[10]);
    costs("PutObject", 1);
    client.upload("STOR part", PART);
    costs("PutObject", 1);
    client.upload("STOR small", new byte[11]);
    costs("PutObject", 1);
    client.upload("STOU", new byte[1]);
    costs("PutObject", 1);
    command("SIZE small", "213 11");
    command("MDTM small", "213");
    costs();
  }

  @Test
  void anUploadBelowADirectoryThatIsNotKnownAsksForItOnce() throws IOException {
    object("d/a");
    client.upload("STOR d/b", new byte[1]);
    costs("ListObjectsV2", 1, "PutObject", 1);
    client.upload("STOR d/c", new byte[1]);
    costs("PutObject", 1);
  }

  @Test
  void aLargeUploadIsItsPartsAndTwo() throws IOException {
    client.upload("STOR large", new byte[PART.length * 2 + 1]);
    costs("CreateMultipartUpload", 1, "UploadPart", 3, "CompleteMultipartUpload", 1);
  }

  @Test
  void anUploadThatBreaksOffIsKeptInOneRequestAndResumedInOne() throws IOException {
    breakOff("STOR large", PART.length + 2);
    costs("CreateMultipartUpload", 1, "UploadPart", 1, "PutObject", 1);
    command("SIZE large", "213 " + (PART.length + 1));
    command("MDTM large", "213");
    costs();
    client.upload("APPE large", new byte[PART.length]);
    costs(
        "GetObject", 1,
        "UploadPart", 2,
        "CompleteMultipartUpload", 1,
        "DeleteObject", 1);
    breakOff("STOR small", 10);
    costs("PutObject", 1);
    command("SIZE small", "213 9");
    command("REST 9", "350");
    client.upload("STOR small", new byte[1]);
    costs("GetObject", 1, "PutObject", 1, "DeleteObject", 1);
    command("SIZE small", "213 10");
    costs();
  }

  private void breakOff(String command, int count) throws IOException {
    try (Socket data = client.passive()) {
      command(command, "150");
      data.getOutputStream().write(new byte[count]);
      while (!client.command("STAT").contains(" " + count + " bytes moved")) {
        Thread.onSpinWait();
      }
      command("ABOR", "426");
    }
    assertThat(client.reply()).startsWith("226");
  }

  @Test
  void aPartialUploadOfAnEarlierProcessIsLookedAtOnce() throws IOException {
    breakOff("STOR f", 10);
    try (S3FileSystem another = TestBucket.watched(requests, bucket)) {
      requests.take();
      Path sent = another.sentBy(another.getPath("/f"), "user").orElseThrow();
      assertThat(Files.size(sent)).isEqualTo(9);
      costs("GetObject", 1);
      assertThat(Files.size(sent)).isEqualTo(9);
      costs();
    }
  }

  @Test
  void appendingToALargeObjectCopiesItWithinTheStore() throws IOException {
    object("large", new byte[PART.length + 1]);
    client.upload("APPE large", new byte[3]);
    costs(
        "HeadObject", 1,
        "CreateMultipartUpload", 1,
        "UploadPartCopy", 1,
        "UploadPart", 1,
        "CompleteMultipartUpload", 1);
    command("SIZE large", "213 " + (PART.length + 4));
    costs();
    command("REST " + PART.length, "350");
    client.upload("STOR large", new byte[10]);
    costs(
        "CreateMultipartUpload", 1,
        "UploadPartCopy", 1,
        "UploadPart", 1,
        "CompleteMultipartUpload", 1);
    command("SIZE large", "213 " + (PART.length + 10));
  }

  @Test
  void appendingToASmallObjectFetchesIt() throws IOException {
    object("small", new byte[1000]);
    client.upload("APPE small", new byte[3]);
    costs("HeadObject", 1, "GetObject", 1, "PutObject", 1);
  }

  @Test
  void renamingAFileIsACopyAndADeletion() throws IOException {
    object("a");
    command("RNFR a", "350");
    costs("HeadObject", 1);
    command("RNTO b", "250");
    costs("HeadObject", 1, "ListObjectsV2", 1, "CopyObject", 1, "DeleteObject", 1);
  }

  @Test
  void renamingALargeFileCopiesItInParts() throws IOException {
    object("a", new byte[PART.length + (3 << 20)]);
    command("RNFR a", "350");
    command("RNTO b", "250");
    costs(
        "HeadObject", 3,
        "ListObjectsV2", 1,
        "CreateMultipartUpload", 1,
        "UploadPartCopy", 2,
        "CompleteMultipartUpload", 1,
        "DeleteObject", 1);
  }

  @Test
  void renamingADirectoryIsOneCopyForEachObjectAndOneDeletionForAll() throws IOException {
    object("d/a");
    object("d/b");
    object("d/e/c");
    command("RNFR d", "350");
    costs("HeadObject", 1, "ListObjectsV2", 1);
    command("RNTO f", "250");
    costs("HeadObject", 1, "ListObjectsV2", 3, "CopyObject", 3, "DeleteObjects", 1);
    assertThat(client.download("NLST f/e")).asString(UTF_8).contains("c");
  }

  @Test
  void makingAndRemovingADirectory() throws IOException {
    command("MKD d", "257");
    costs("HeadObject", 1, "ListObjectsV2", 1, "PutObject", 1);
    command("RMD d", "250");
    costs("ListObjectsV2", 1, "DeleteObject", 1);
  }

  @Test
  void deletingIsOneRequestAndMakesNothingInThePrefixesOfOthers() throws IOException {
    object("d/a");
    command("DELE d/a", "250");
    costs("HeadObject", 1, "DeleteObject", 1);
    assertThat(store.listObjectsV2(request -> request.bucket(bucket)).contents()).isEmpty();
  }

  @Test
  void aDirectoryThatAClientMadeStays() throws IOException {
    command("MKD d", "257");
    client.upload("STOR d/a", new byte[1]);
    requests.take();
    command("DELE d/a", "250");
    costs("DeleteObject", 1);
    command("CWD d", "250");
    assertThat(client.download("NLST")).isEmpty();
  }

  @Test
  void everyDirectoryStaysAtTheCostOfOneMarkerIfThatIsSet() throws IOException {
    object("d/a");
    object("d/b");
    try (S3FileSystem keeping = TestBucket.watched(requests, bucket, "keep-parents", "true")) {
      requests.take();
      Files.delete(keeping.getPath("/d/a"));
      costs("HeadObject", 1, "PutObject", 1, "DeleteObject", 1);
      Files.delete(keeping.getPath("/d/b"));
      costs("HeadObject", 1, "DeleteObject", 1);
    }
    command("CWD d", "250");
    assertThat(client.download("NLST")).isEmpty();
  }

  @Test
  void settingATimeIsALookAndACopy() throws IOException {
    object("a");
    command("MFMT 20010203040506 a", "213");
    costs("HeadObject", 2, "CopyObject", 1);
    command("MDTM a", "213 20010203040506");
    costs();
  }
}
