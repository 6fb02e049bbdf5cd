package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.ForwardingChannel;
import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An upload that appears under its name in one step: until {@code close()} its bytes are in a
 * hidden file of the same directory. After a write that failed, {@code close()} publishes nothing.
 *
 * <p>One thread writes; closing and aborting are safe from any.
 */
final class AtomicUpload extends ForwardingChannel implements Abortable {

  private final SlashPath path;
  private final HostPath target;
  private final Path part;
  private final LocalChannel channel;
  private final Sync sync;
  private final boolean mustBeNew;
  private final AtomicBoolean finished = new AtomicBoolean();
  private volatile boolean broken;

  private AtomicUpload(
      SlashPath path, HostPath target, Path part, LocalChannel channel, boolean mustBeNew) {
    super(channel);
    this.path = path;
    this.target = target;
    this.part = part;
    this.sync = ((LocalFileSystem) path.getFileSystem()).sync();
    this.channel = channel;
    this.mustBeNew = mustBeNew;
  }

  /** Returns whether options mean a whole file, not a part of an existing one. */
  static boolean isMeantBy(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE)
        && !options.contains(StandardOpenOption.APPEND)
        && (options.contains(StandardOpenOption.TRUNCATE_EXISTING)
            || options.contains(StandardOpenOption.CREATE_NEW));
  }

  /** Opens an upload; one through a symbolic link is written in place, so that the link remains. */
  static SeekableByteChannel open(
      LocalProvider provider,
      SlashPath path,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    HostPath target = provider.find(path, false);
    boolean opened = false;
    try {
      if (target.isFollowed() || Presence.isLink(target.host())) {
        return new LocalChannels(provider, path, options, attributes).inPlace();
      }
      AtomicUpload upload = begin(provider, path, target, options, attributes);
      opened = true;
      return upload;
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    } finally {
      if (!opened) {
        target.close();
      }
    }
  }

  private static AtomicUpload begin(
      LocalProvider provider,
      SlashPath path,
      HostPath target,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    Path host = target.host();
    boolean mustBeNew = options.contains(StandardOpenOption.CREATE_NEW);
    boolean exists = Presence.exists(host, target.links());
    if (exists && mustBeNew) {
      throw new FileAlreadyExistsException(host.toString());
    }
    if (exists) {
      // A rename would replace even read-only files and special files.
      provider.at(path, true, AtomicUpload::requireWritable);
    } else if (!mustBeNew && !options.contains(StandardOpenOption.CREATE)) {
      throw new NoSuchFileException(host.toString());
    }
    Set<OpenOption> chosen = new HashSet<>(options);
    chosen.remove(StandardOpenOption.CREATE);
    chosen.remove(StandardOpenOption.TRUNCATE_EXISTING);
    chosen.add(StandardOpenOption.CREATE_NEW);
    Path part = host.resolveSibling(PartFile.name());
    FileChannel file = FileChannel.open(part, chosen, attributes);
    Sync sync = provider.fileSystem().sync();
    LocalChannel channel = new LocalChannel(file, path, Optional.empty(), sync);
    AtomicUpload upload = new AtomicUpload(path, target, part, channel, mustBeNew);
    if (exists) {
      upload.keepMode();
    }
    return upload;
  }

  /** Opens the file that will be replaced: access(2) would ask for the real user. */
  private static HostPath requireWritable(HostPath place) throws IOException {
    place.requireFile();
    Set<OpenOption> options = new HashSet<>(Set.of(place.links()));
    options.add(StandardOpenOption.WRITE);
    LocalChannels.open(place.host(), options).close();
    return place;
  }

  private void keepMode() throws IOException {
    if (!LocalFileSystem.viewsOf(part).contains("posix")) {
      return;
    }
    boolean kept = false;
    try {
      Files.setPosixFilePermissions(
          part, Files.getPosixFilePermissions(target.host(), target.links()));
      kept = true;
    } finally {
      if (!kept) {
        channel.abandon();
        Files.deleteIfExists(part);
      }
    }
  }

  @Override
  public void close() throws IOException {
    finish(!broken);
  }

  @Override
  public void abort() throws IOException {
    finish(false);
  }

  private void finish(boolean publish) throws IOException {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    try (HostPath directory = target) {
      try {
        if (publish) {
          channel.close();
          publish(directory.host());
        } else {
          channel.abandon();
        }
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (FileSystemException e) {
      throw HostFailures.of(e, path);
    }
  }

  private void publish(Path host) throws IOException {
    if (mustBeNew) {
      Rename.publish(part, host, false);
    } else {
      Files.move(part, host, StandardCopyOption.ATOMIC_MOVE);
    }
    sync.directoryOf(host);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    boolean written = false;
    try {
      int count = channel.write(source);
      written = true;
      return count;
    } finally {
      broken |= !written;
    }
  }
}
