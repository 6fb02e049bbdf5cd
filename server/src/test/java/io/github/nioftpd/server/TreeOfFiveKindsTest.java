package io.github.nioftpd.server;

import io.github.nioftpd.TranscriptContract;
import io.github.nioftpd.fs.FileSystemContract;
import io.github.nioftpd.fs.ReadOnlyContract;
import io.github.nioftpd.fs.s3.BucketContract;
import io.github.nioftpd.fs.s3.TestStore;
import io.github.nioftpd.fs.vfs.RemoteContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contracts for five kinds of file systems as mounts, with the same quirks: every call passes
 * two trees.
 */
final class TreeOfFiveKindsTest {

  @TempDir static Path directory;
  private static TreeOfFiveKinds tree;

  @BeforeAll
  static void start() throws IOException {
    tree = new TreeOfFiveKinds(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    tree.close();
  }

  @Nested
  final class Disk extends FileSystemContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/disk");
    }
  }

  @Nested
  final class Memory extends FileSystemContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/memory");
    }
  }

  @Nested
  final class Archive extends ReadOnlyContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/archive");
    }
  }

  @Nested
  final class Sftp extends RemoteContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/far/sftp");
    }

    @Override
    protected String kind() {
      return "vfs:sftp://user@host/dir";
    }
  }

  @Nested
  final class Bucket extends BucketContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/far/bucket");
    }

    @Override
    protected TestStore store() {
      return TestStore.proxy();
    }
  }

  @Nested
  final class DiskTranscripts extends TranscriptContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/disk");
    }

    @Override
    protected String quirks() {
      return "none";
    }
  }

  @Nested
  final class SftpTranscripts extends TranscriptContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/far/sftp");
    }

    @Override
    protected String quirks() {
      return "quirks-remote";
    }
  }

  @Nested
  final class BucketTranscripts extends TranscriptContract {
    @Override
    protected FileSystem open() throws IOException {
      return tree.view("/far/bucket");
    }
  }
}
