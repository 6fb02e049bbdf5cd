package io.github.nioftpd.fs.memory;

import io.github.nioftpd.fs.ForwardingChannel;
import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;

/**
 * A channel to a file in memory.
 *
 * <p>It is not a {@link FileChannel} on purpose: jimfs holds the lock of a file while {@code
 * transferTo} waits for its target, so one client that stalls would hold up everybody who as much
 * as looks at the file. It also keeps writes far beyond the end, which jimfs answers with
 * exceptions of the programming kind, away from it.
 *
 * <p>Safe for use by several threads, as far as its position makes sense for several.
 */
final class MemoryChannel extends ForwardingChannel {

  /** The free space. */
  @FunctionalInterface
  interface Space {
    long left() throws IOException;
  }

  private final String path;
  private final boolean writable;
  private final boolean appends;
  private final Space space;

  MemoryChannel(SeekableByteChannel channel, String path, Mode mode, Space space) {
    super(channel);
    this.path = path;
    this.writable = mode != Mode.READ;
    this.appends = mode == Mode.APPEND;
    this.space = space;
  }

  /** The purpose of a channel. */
  enum Mode {
    READ,
    WRITE,
    APPEND
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    if (!writable) {
      throw new NonWritableChannelException();
    }
    long position = position();
    if (!source.hasRemaining()) {
      return 0; // jimfs would take a block for nothing, or fill a gap
    }
    checkGap(position);
    try {
      return inner().write(source);
    } catch (IOException e) {
      throw MemoryProvider.translated(e, path, null);
    } catch (NullPointerException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      FileSystemException failure =
          new FileSystemException(path, null, "cannot write at " + position);
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * Refuses a write that leaves a gap for which there is no room, before jimfs fills the disk to
   * find out.
   */
  private void checkGap(long position) throws IOException {
    if (appends) {
      return;
    }
    long gap = position - size();
    if (gap > 0 && gap > space.left()) {
      throw new InsufficientStorageException(
          path, "a gap of " + gap + " bytes does not fit into memory");
    }
  }
}
