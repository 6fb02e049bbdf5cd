package io.github.nioftpd.fs.vfs;

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
 * Keeps an upload in a temporary file until it is complete, because servers want to know its length
 * before. The file has no name where the system allows that, so that nothing of it is left when the
 * stream is forgotten. Owned by one thread.
 */
final class Spool extends OutputStream {

  private final FileChannel content;
  private final Target target;
  private boolean open = true;

  /** Takes the content when it is complete. */
  @FunctionalInterface
  interface Target {
    void take(HttpEntity content) throws IOException;
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
      // then it goes when it is closed
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
      target.take(new InputStreamEntity(Channels.newInputStream(content), content.size()));
    }
  }
}
