package io.github.nioftpd.server;

import io.github.nioftpd.fs.ReadOnlyContract;
import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import io.github.nioftpd.fs.s3.TestStore;
import io.github.nioftpd.fs.vfs.MinaServer;
import io.github.nioftpd.server.homes.Locations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A tree of a local disk, memory, an archive, an SFTP server and a bucket, each opened on first
 * use.
 */
final class TreeOfFiveKinds implements AutoCloseable {

  private final Path directory;
  private final MinaServer server;
  private final String password;

  TreeOfFiveKinds(Path directory) throws IOException {
    this.directory = directory;
    this.server = new MinaServer(Files.createDirectory(directory.resolve("remote")));
    this.password = "file:" + Files.writeString(directory.resolve("password"), "secret");
  }

  /** A new tree, viewed from the root of one of its mounts. */
  FileSystem view(String mount) throws IOException {
    Path disk = Files.createTempDirectory(directory, "disk");
    Path remote = Files.createTempDirectory(directory.resolve("remote"), "t");
    MountedFileSystem tree =
        MountedFileSystem.builder()
            .mount("/disk", opened(disk.toString()))
            .mount("/memory", opened("memory:?size=64m"))
            .mount("/archive", Mount.opened(() -> archive().getPath("/")).owned())
            .mount(
                "/far/sftp",
                opened(
                    "vfs:"
                        + server.location("/" + remote.getFileName())
                        + "?host-key=ignore&password="
                        + password))
            .mount("/far/bucket", Mount.opened(() -> bucket().getPath("/")).owned())
            .build();
    Files.getLastModifiedTime(tree.getPath(mount)); // its capabilities are known when it is open
    return MountedFileSystem.builder().mount("/", Mount.of(tree.getPath(mount)).owned()).build();
  }

  private static Mount opened(String location) {
    return Mount.opened(() -> Locations.open(location, Map.of()).fileSystem().getPath("/")).owned();
  }

  private static FileSystem bucket() throws IOException {
    TestStore store = TestStore.proxy();
    return Locations.open(store.location(store.newBucket(), store.endpoint()), Map.of())
        .fileSystem();
  }

  private FileSystem archive() throws IOException {
    Path files = Files.createTempDirectory(directory, "files");
    ReadOnlyContract.make(files);
    Path archive = files.resolveSibling(files.getFileName() + ".zip");
    try (FileSystem inside =
            FileSystems.newFileSystem(
                URI.create("jar:" + archive.toUri()), Map.of("create", "true"));
        Stream<Path> all = Files.walk(files)) {
      for (Path path : all.filter(each -> !each.equals(files)).toList()) {
        Files.copy(
            path, inside.getPath("/" + files.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return Locations.open("vfs:zip:" + archive, Map.of()).fileSystem();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
