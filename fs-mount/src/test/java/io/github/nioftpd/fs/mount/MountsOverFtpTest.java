package io.github.nioftpd.fs.mount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mounts as seen by a client. */
final class MountsOverFtpTest {

  private static final int MIB = 1 << 20;

  @TempDir Path directory;
  private final FileSystem top = Trees.memory();
  private final FileSystem small =
      Jimfs.newFileSystem(
          Configuration.unix().toBuilder().setWorkingDirectory("/").setMaxSize(MIB).build());
  private volatile boolean down = true;
  private FileSystem zip;
  private TestFtp ftp;
  private RawClient client;

  @BeforeEach
  void serve() throws IOException {
    zip = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"));
    Files.writeString(zip.getPath("/zipped"), "from the zip");
    MountedFileSystem tree =
        MountedFileSystem.builder()
            .mount("/", Mount.of(top.getPath("/")).owned())
            .mount("/small", Mount.of(small.getPath("/")).owned())
            .mount("/deep/in/zip", Mount.of(zip.getPath("/")).owned().readOnly())
            .mount("/remote", Mount.opened(this::remote).owned())
            .build();
    ftp = TestFtp.start(tree, UnaryOperator.identity());
    client = ftp.loginBinary();
  }

  private Path remote() throws IOException {
    if (down) {
      throw new IOException("connection refused");
    }
    return Trees.memory().getPath("/");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    ftp.path("/").getFileSystem().close();
    ftp.close();
  }

  private List<String> mlsd(String path) throws IOException {
    return new String(client.download("MLSD " + path), UTF_8).lines().toList();
  }

  private String fact(String path, String name) throws IOException {
    String line = client.command("MLST " + path).lines().toList().get(1).strip();
    for (String fact : line.substring(0, line.indexOf(' ')).split(";")) {
      if (fact.startsWith(name + "=")) {
        return fact.substring(name.length() + 1);
      }
    }
    return "";
  }

  @Test
  void mountPointsAreListedAsPermanentDirectories() throws IOException {
    client.upload("STOR file", new byte[3]);
    assertThat(mlsd("/"))
        .hasSize(4)
        .anyMatch(line -> line.matches("type=dir;.*perm=celmp;.* small"))
        .anyMatch(line -> line.matches("type=dir;.*perm=celmp;.* deep"))
        .anyMatch(line -> line.matches("type=dir;.*perm=celmp;.* remote"))
        .anyMatch(line -> line.matches("type=file;size=3;.*perm=adfrw;.* file"));
    assertThat(mlsd("/deep/in"))
        .singleElement()
        .matches(line -> line.toString().matches("type=dir;.*perm=el;.* zip"));
    assertThat(mlsd("/deep/in/zip"))
        .singleElement()
        .matches(line -> line.toString().matches("type=file;size=12;.*perm=r;.* zipped"));
    assertThat(new String(client.download("LIST /"), UTF_8).lines()).hasSize(4);
    assertThat(new String(client.download("NLST /deep"), UTF_8)).isEqualTo("in\r\n");
    assertThat(client.command("STAT /")).startsWith("213").contains(" small\n", " remote\n");
  }

  @Test
  void aMountPointIsNeitherRemovedNorRenamedNorReplaced() throws IOException {
    client.upload("STOR file", new byte[3]);
    for (String name : List.of("/small", "/deep", "/deep/in", "/deep/in/zip", "/remote")) {
      client.say("RMD " + name).expect(550);
      client.say("MKD " + name).expect(550);
      if (client.command("RNFR " + name).startsWith("350")) {
        client.say("RNTO /other").expect(550);
      }
      client.say("RNFR /file").expect(350);
      client.say("RNTO " + name).expect(550);
      client.say("MFMT 20200101000000 " + name).expect(550);
      client.say("CWD " + name).expect(250);
    }
    assertThat(mlsd("/")).hasSize(4);
  }

  @Test
  void eachMountHasItsOwnSpace() throws IOException {
    assertThat(client.command("AVBL /small")).isEqualTo("213 " + MIB);
    assertThat(Long.parseLong(client.command("AVBL /").substring(4))).isGreaterThan(100 * MIB);
    client.upload("STOR /small/half", new byte[MIB / 2]);
    assertThat(client.command("AVBL /small")).isEqualTo("213 " + MIB / 2);
    assertThat(client.command("AVBL /deep/in/zip")).isEqualTo("213 0");
  }

  @Test
  void anUploadToAReadOnlyMountIsRefusedBeforeTheTransfer() throws IOException {
    client.say("STOR /deep/in/zip/x").expect(550);
    client.say("DELE /deep/in/zip/zipped").expect(550);
    client.say("MKD /deep/in/zip/d").expect(550);
    assertThat(new String(client.download("RETR /deep/in/zip/zipped"), UTF_8))
        .isEqualTo("from the zip");
  }

  @Test
  void modesAreShownAndSetWhereSupported() throws IOException {
    client.upload("STOR /file", new byte[3]);
    client.upload("STOR /small/file", new byte[3]);
    assertThat(fact("/file", "unix.uid")).isNotEmpty();
    assertThat(fact("/small/file", "unix.uid")).isEmpty();
    client.say("SITE CHMOD 600 /file").expect(200);
    assertThat(fact("/file", "unix.mode")).isEqualTo("0600");
    client.say("SITE CHMOD 600 /small/file").expect(504);
  }

  @Test
  void uniqueIsUniqueInTheWholeTree() throws IOException {
    down = false;
    Set<String> seen = new HashSet<>();
    for (String name : List.of("/f", "/small/f", "/remote/f")) {
      client.upload("STOR " + name, new byte[3]);
      seen.add(fact(name, "unique"));
    }
    for (String name : List.of("/", "/small", "/remote", "/deep", "/deep/in/zip/zipped")) {
      seen.add(fact(name, "unique"));
    }
    assertThat(seen).hasSize(8).doesNotContain("");
  }

  @Test
  void aFileIsRenamedFromMountToMountWithItsTime() throws IOException {
    client.upload("STOR a", "content".getBytes(UTF_8));
    Files.setLastModifiedTime(
        top.getPath("/a"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    client.say("RNFR a").expect(350);
    client.say("RNTO /small/b").expect(250);
    assertThat(client.command("MDTM /small/b")).isEqualTo("213 20010203040506");
    client.say("SIZE a").expect(550);
    assertThat(new String(client.download("RETR /small/b"), UTF_8)).isEqualTo("content");
    client.say("MKD d").expect(257);
    client.upload("STOR d/large", new byte[2 * MIB]);
    client.say("RNFR d").expect(350);
    client.say("RNTO /small/d").expect("45");
    assertThat(client.command("SIZE d/large")).isEqualTo("213 " + 2 * MIB);
    assertThat(mlsd("/small")).singleElement().asString().endsWith(" b");
  }

  @Test
  void aFileIsCopiedFromMountToMount() throws IOException {
    client.say("SITE CPFR /deep/in/zip/zipped").expect(350);
    client.say("SITE CPTO /small/copy").expect(250);
    assertThat(new String(client.download("RETR /small/copy"), UTF_8)).isEqualTo("from the zip");
    assertThat(client.command("MDTM /small/copy"))
        .isEqualTo(client.command("MDTM /deep/in/zip/zipped"));
  }

  @Test
  void anUnreachableMountIsATemporaryFailureAndRecovers() throws IOException {
    client.say("CWD /remote").expect(250);
    try (Socket data = client.passive()) {
      client.say("STOR x").expect(451);
    }
    client.say("MKD d").expect(451);
    assertThat(mlsd("/")).anyMatch(line -> line.endsWith(" remote"));
    client.say("NOOP").expect(200);
    down = false;
    client.upload("STOR x", new byte[5]);
    assertThat(client.command("SIZE x")).isEqualTo("213 5");
    assertThat(mlsd("/remote")).hasSize(1);
  }
}
