package io.github.nioftpd.fs.vfs.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * A local file for several threads that read in turn. Unlike a {@code FileChannel} it stays open
 * when one of them is interrupted. The caller guards the position.
 */
final class Disk implements SeekableByteChannel {

  private final RandomAccessFile file;
  private boolean open = true;

  Disk(Path path) throws IOException {
    file = new RandomAccessFile(path.toString(), "r");
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (target.hasArray()) {
      int count =
          file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      target.position(target.position() + Math.max(0, count));
      return count;
    }
    byte[] bytes = new byte[target.remaining()];
    int count = file.read(bytes);
    target.put(bytes, 0, Math.max(0, count));
    return count;
  }

  @Override
  public long position() throws IOException {
    return file.getFilePointer();
  }

  @Override
  public SeekableByteChannel position(long at) throws IOException {
    file.seek(at);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    file.close();
  }
}
