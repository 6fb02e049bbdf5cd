package io.github.nioftpd.fs.vfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nioftpd.CountingFileSystem;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.test.FtpFixture;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a server for FTP is made to list a directory, and what it says at the end. */
final class FtpRequestsTest {

  @TempDir private Path directory;

  private FileSystem open(FtpFixture server) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "secret");
    return VfsFileSystem.open(
        "ftp://user@127.0.0.1:" + server.port() + "/", Map.of("password", "file:" + password));
  }

  private static long listings(CountingFileSystem world) {
    return world.takeQuestions().stream().filter("list"::equals).count();
  }

  @Test
  void aDirectoryIsListedOnceAndAFileNever() throws IOException {
    CountingFileSystem world = new CountingFileSystem(TestFtp.memory());
    Files.createDirectory(world.getPath("/d"));
    for (int i = 0; i < 100; i++) {
      Files.writeString(world.getPath("/d/f" + i), "x".repeat(i));
    }
    try (FtpFixture server = FtpFixture.with().tree(() -> world).start();
        FileSystem ftp = open(server)) {
      listings(world);
      long size = 0;
      try (Stream<Path> all = Files.list(ftp.getPath("/d"))) {
        for (Path path : all.toList()) {
          size += Files.size(path);
        }
      }
      assertThat(size).isEqualTo(4950);
      assertThat(listings(world)).isEqualTo(1);
      assertThat(Files.readString(ftp.getPath("/d/f7"))).isEqualTo("xxxxxxx");
      Files.writeString(ftp.getPath("/d/new"), "x");
      Files.move(ftp.getPath("/d/new"), ftp.getPath("/d/newer"));
      Files.delete(ftp.getPath("/d/newer"));
      assertThat(listings(world)).isZero();
    }
  }

  @Test
  void anUploadThatTheServerDoesNotTakeFails() throws IOException {
    FileSystem world =
        Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setWorkingDirectory("/").setMaxSize(65_536).build());
    try (FtpFixture server = FtpFixture.with().tree(() -> world).start();
        FileSystem ftp = open(server)) {
      assertThatThrownBy(() -> Files.write(ftp.getPath("/a"), new byte[100_000]))
          .isInstanceOf(IOException.class);
      Files.deleteIfExists(ftp.getPath("/a"));
      Files.write(ftp.getPath("/b"), new byte[10_000]);
      assertThat(Files.size(ftp.getPath("/b"))).isEqualTo(10_000);
    }
  }
}
