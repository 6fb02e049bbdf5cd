package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class FtpTranscriptTest extends TranscriptContract {

  @TempDir static Path directory;
  @AutoClose private static Rig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = Rig.ftp(directory);
  }

  @Override
  protected FileSystem open() throws IOException {
    return rig.open();
  }

  @Override
  protected String quirks() {
    return "quirks-remote";
  }
}
