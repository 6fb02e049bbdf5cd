package io.github.nioftpd.fs.vfs.webdav;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.http.HttpEntity;
import org.apache.http.entity.InputStreamEntity;

/**
 * Buffers an upload in a temporary file, because servers require its length in advance. The file is
 * unlinked at once where the system allows it, so it cannot be left behind. Owned by one thread.
 */
final class Spool extends OutputStream {

  private final FileChannel content;
  private final Target target;
  private boolean open = true;

  /** Sends the complete content. */
  @FunctionalInterface
  interface Target {
    void send(HttpEntity content) throws IOException;
  }

  Spool(Target target) throws IOException {
    this.target = target;
    Path file = Files.createTempFile("nioftpd-upload", null);
    content =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      Files.delete(file);
    } catch (IOException e) {
      // it is deleted on close
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      content.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (content) {
      content.position(0);
      target.send(new InputStreamEntity(Channels.newInputStream(content), content.size()));
    }
  }
}
