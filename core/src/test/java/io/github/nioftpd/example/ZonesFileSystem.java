package io.github.nioftpd.example;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.nioftpd.fs.BytesChannel;
import io.github.nioftpd.fs.EntryStream.Entry;
import io.github.nioftpd.fs.EntryStream.Source;
import io.github.nioftpd.fs.SlashPath;
import io.github.nioftpd.fs.StoreAttributes;
import io.github.nioftpd.fs.TreeFileSystem;
import io.github.nioftpd.fs.TreeProvider;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A read-only file with the current time for each time zone, in a directory for its continent. */
final class ZonesFileSystem extends TreeFileSystem {

  private final Provider provider;

  ZonesFileSystem(InstantSource clock) {
    this.provider = new Provider(this, clock);
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public String toString() {
    return "the clocks of the world";
  }

  private static final class Provider extends TreeProvider {
    private final InstantSource clock;

    Provider(ZonesFileSystem fileSystem, InstantSource clock) {
      super(fileSystem, "zones");
      this.clock = clock;
    }

    @Override
    protected BasicFileAttributes attributes(SlashPath path, List<String> names)
        throws IOException {
      return namesIn(path).isEmpty()
          ? StoreAttributes.file(content(path).length, clock.instant())
          : StoreAttributes.directory(clock.instant());
    }

    @Override
    protected Source<Entry> list(SlashPath directory) throws IOException {
      if (!attributes(directory, List.of()).isDirectory()) {
        throw new NotDirectoryException(directory.toString());
      }
      return Source.of(namesIn(directory).stream().map(Entry::of).toList());
    }

    @Override
    protected SeekableByteChannel read(SlashPath path) throws IOException {
      return new BytesChannel(content(path));
    }

    private byte[] content(SlashPath path) throws IOException {
      String zone = String.join("/", path.namesFromRoot());
      if (!ZoneId.getAvailableZoneIds().contains(zone)) {
        throw new NoSuchFileException(path.toString());
      }
      return (clock.instant().atZone(ZoneId.of(zone)) + "\n").getBytes(US_ASCII);
    }

    private static Set<String> namesIn(SlashPath directory) {
      String prefix = String.join("/", directory.namesFromRoot());
      Set<String> names = new TreeSet<>();
      for (String zone : ZoneId.getAvailableZoneIds()) {
        if (prefix.isEmpty() || zone.startsWith(prefix + "/")) {
          names.add(zone.substring(prefix.isEmpty() ? 0 : prefix.length() + 1).split("/")[0]);
        }
      }
      return names;
    }
  }
}
