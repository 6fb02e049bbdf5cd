package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.TranscriptContract;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Map;

final class RamTranscriptTest extends TranscriptContract {

  @Override
  protected FileSystem open() throws IOException {
    return VfsFileSystem.open("ram:///", Map.of());
  }
}
