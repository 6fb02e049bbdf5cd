package io.github.nioftpd.server;

import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The transcripts are played on the JDK's file system of archives. */
final class ZipfsTranscriptTest extends TranscriptContract {

  @TempDir Path directory;

  @Override
  protected FileSystem open() throws IOException {
    return ZipfsFileSystemTest.open(directory);
  }

  @Override
  protected String quirks() {
    return "quirks-zipfs";
  }
}
