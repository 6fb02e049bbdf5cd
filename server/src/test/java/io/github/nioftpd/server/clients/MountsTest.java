package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.fs.s3.TestStore;
import io.github.nioftpd.fs.vfs.MinaServer;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree of a local disk, memory, a ZIP archive, an SFTP server and a bucket. */
@NeedsPrograms("lftp")
final class MountsTest {

  @TempDir private Path local;

  private String[] mounts(MinaServer sftp, Path zip) throws IOException {
    TestStore store = TestStore.proxy();
    Path password = Files.writeString(local.resolve("password"), "secret");
    return new String[] {
      "--mount",
      "/memory=memory:?size=64m",
      "--mount",
      "/zip=vfs:zip:" + zip,
      "--mount",
      "/far/sftp=vfs:" + sftp.location("/") + "?host-key=ignore&password=file:" + password,
      "--mount",
      "/far/bucket=" + store.location(store.newBucket(), store.endpoint())
    };
  }

  private void lftp(Server server, String... lines) throws Exception {
    Path script = local.resolve("script");
    Files.writeString(
        script,
        "set cmd:fail-exit yes\nset net:max-retries 1\nset net:timeout 30\nopen "
            + server.url()
            + "/\n"
            + String.join("\n", lines)
            + "\n");
    External.of("lftp", local, "--norc").run("-f", script.toString());
  }

  @Test
  void lftpMirrorsATreeOfFiveKinds() throws Exception {
    Path sample = local.resolve("sample");
    Samples.writeInto(sample);
    Samples.writeInto(Files.createDirectories(sample.resolve("below/further")));
    Path zip = zip(sample);
    Path disk = Files.createDirectory(local.resolve("root"));
    Path remote = Files.createDirectory(local.resolve("remote"));
    try (MinaServer sftp = new MinaServer(remote);
        Server server = Server.start(disk.toString(), mounts(sftp, zip))) {
      lftp(
          server,
          "mirror -R sample disk",
          "mirror -R sample memory/it",
          "mirror -R sample far/sftp/it",
          "mirror -R sample far/bucket/it",
          "mirror --parallel=2 / back");
      Path back = local.resolve("back");
      Map<String, byte[]> expected = contents(sample);
      for (String where : List.of("disk", "memory/it", "far/sftp/it", "far/bucket/it", "zip")) {
        assertSame(contents(back.resolve(where)), expected, where);
      }
      assertSame(contents(disk.resolve("disk")), expected, "the disk");
      assertSame(contents(remote.resolve("it")), expected, "the server for sftp");
      lftp(server, "mv disk far/sftp/moved", "mv far/sftp/moved memory/moved");
      assertThat(disk.resolve("disk")).doesNotExist();
      assertThat(remote.resolve("moved")).doesNotExist();
      lftp(server, "mirror memory/moved again", "rm -r far/bucket/it", "rm -r memory/moved");
      assertSame(contents(local.resolve("again")), expected, "files moved twice");
    }
  }

  private Path zip(Path directory) throws IOException {
    Path zip = local.resolve("a.zip");
    try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"));
        Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.filter(each -> !each.equals(directory)).toList()) {
        Files.copy(path, inside.getPath("/" + directory.relativize(path)));
      }
    }
    return zip;
  }

  private static Map<String, byte[]> contents(Path directory) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.toList()) {
        contents.put(
            directory.relativize(path).toString(),
            Files.isDirectory(path) ? new byte[0] : Files.readAllBytes(path));
      }
    }
    return contents;
  }

  private static void assertSame(
      Map<String, byte[]> actual, Map<String, byte[]> expected, String where) {
    assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
    expected.forEach(
        (name, bytes) -> assertThat(actual.get(name)).as(where + " " + name).isEqualTo(bytes));
  }
}
