package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.EntryStream;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.TreeProvider;
import io.github.nioftpd.fs.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operations of an {@link S3FileSystem}. */
final class S3Provider extends TreeProvider {

  private final Keys keys;
  private final Lookup lookup;
  private final Directories tree;
  private final S3Channels channels;

  S3Provider(
      S3FileSystem fileSystem, Keys keys, Lookup lookup, Directories tree, S3Channels channels) {
    super(fileSystem, "s3");
    this.keys = keys;
    this.lookup = lookup;
    this.tree = tree;
    this.channels = channels;
  }

  @Override
  protected SeekableByteChannel read(SlashPath path) throws IOException {
    return channels.toRead(keys.of(path));
  }

  @Override
  protected SeekableByteChannel write(SlashPath path, WriteMode mode) throws IOException {
    return channels.toWrite(path, keys.of(path), mode);
  }

  /** Requests the object at once, so that a missing one is reported here. */
  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    SeekableByteChannel channel = newByteChannel(path, Set.of(options));
    boolean exists = false;
    try {
      long unused = channel.size();
      exists = true;
      return Channels.newInputStream(channel);
    } finally {
      if (!exists) {
        channel.close();
      }
    }
  }

  @Override
  protected EntryStream.Source<EntryStream.Entry> list(SlashPath directory) throws IOException {
    return new DirectoryListing(keys.of(directory), channels.store(), lookup);
  }

  @Override
  protected void makeDirectory(SlashPath directory) throws IOException {
    tree.createDirectory(directory, keys.of(directory));
  }

  @Override
  protected void remove(SlashPath path) throws IOException {
    Optional<String> sender = PartialUploadStore.sender(path);
    if (sender.isEmpty()) {
      tree.delete(path, keys.of(path));
    } else if (!channels.partials().drop(keys.of(path), sender.get())) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  protected void duplicate(SlashPath source, SlashPath target, boolean replace, boolean keepTime)
      throws IOException {
    tree.copy(source, target, keys.of(source), keys.of(target), replace);
  }

  @Override
  protected void rename(SlashPath source, SlashPath target, boolean replace) throws IOException {
    tree.move(source, target, keys.of(source), keys.of(target), replace);
  }

  @Override
  protected void touch(SlashPath path, Instant time) throws IOException {
    tree.touch(path, keys.of(path), time);
  }

  /** Needs fewer requests if no time is needed, or only whether it is a directory. */
  @Override
  protected S3Attributes attributes(SlashPath path, List<String> names) throws IOException {
    Keys.ObjectPath place = keys.of(path);
    Optional<String> sender = PartialUploadStore.sender(path);
    if (sender.isPresent()) {
      return channels
          .partials()
          .attributes(place, sender.get())
          .orElseThrow(() -> new NoSuchFileException(place.path()));
    }
    return names.equals(List.of("isDirectory"))
        ? lookup.expectingDirectory(place)
        : lookup.at(place, includesTime(names));
  }

  /** Whether the exact time is needed, which a listing does not have. */
  static boolean includesTime(List<String> names) {
    return names.stream().anyMatch(name -> name.endsWith("Time"));
  }
}
