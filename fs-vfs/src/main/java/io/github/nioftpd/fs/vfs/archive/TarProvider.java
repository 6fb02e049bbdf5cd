package io.github.nioftpd.fs.vfs.archive;

import io.github.nioftpd.fs.vfs.common.NameEncoding;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.LayeredFileName;
import org.apache.commons.vfs2.provider.tar.TarFileObject;
import org.apache.commons.vfs2.provider.tar.TarFileProvider;
import org.apache.commons.vfs2.provider.tar.TarFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Reads tar archives. VFS has one stream for all files of an archive, so that opening a file ends
 * the stream of every other reader; here each reader has its own.
 */
public final class TarProvider extends TarFileProvider {

  private static final int BUFFER = 1 << 16;

  /** The decoder replaces bytes that are not UTF-8 with it. */
  private static final char UNREADABLE = '?';

  private final Path archive;
  private final Charset charset;
  private final BasicFileAttributes opened;
  private volatile boolean doubtful;

  /** Creates a provider for one archive; names in a POSIX header are UTF-8 in any charset. */
  public TarProvider(Path archive, Charset charset) throws IOException {
    this.archive = archive;
    this.charset = charset;
    this.opened = Files.readAttributes(archive, BasicFileAttributes.class);
  }

  /** Whether a name is not UTF-8. Only if a name has a question mark are the bytes read again. */
  public boolean hasOtherNames(String scheme) throws IOException {
    if (!doubtful) {
      return false;
    }
    try (TarArchiveInputStream stream = open(scheme, StandardCharsets.ISO_8859_1)) {
      TarArchiveEntry entry = stream.getNextEntry();
      while (entry != null && isUtf8(entry.getName())) {
        entry = stream.getNextEntry();
      }
      return entry != null;
    }
  }

  /** Takes a name with one character per byte; a name with other characters was UTF-8. */
  private static boolean isUtf8(String bytes) {
    try {
      ByteBuffer encoded = StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(bytes));
      Object unused = StandardCharsets.UTF_8.newDecoder().decode(encoded);
      return true;
    } catch (UnmappableCharacterException e) {
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private TarArchiveInputStream open(String scheme, Charset names) throws IOException {
    ensureSame();
    InputStream bytes = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
    InputStream unpacked =
        switch (scheme) {
          case "tgz" -> new GZIPInputStream(bytes, BUFFER);
          case "tbz2" -> new BZip2CompressorInputStream(bytes, true);
          default -> bytes;
        };
    return new TarArchiveInputStream(unpacked, names.name());
  }

  private void ensureSame() throws IOException {
    BasicFileAttributes now = Files.readAttributes(archive, BasicFileAttributes.class);
    if (now.size() != opened.size()
        || !now.lastModifiedTime().equals(opened.lastModifiedTime())
        || !Objects.equals(now.fileKey(), opened.fileKey())) {
      throw new IOException("the archive was changed after it was opened; open it again");
    }
  }

  @Override
  protected FileSystem doCreateFileSystem(String scheme, FileObject file, FileSystemOptions options)
      throws FileSystemException {
    AbstractFileName root =
        new LayeredFileName(scheme, file.getName(), FileName.ROOT_PATH, FileType.FOLDER);
    return new Streams(root, file, options);
  }

  /** An archive whose files several threads read at once. */
  private final class Streams extends TarFileSystem {

    /** Offset of each file, since a name may occur twice. */
    private final IdentityHashMap<TarArchiveEntry, Long> offsets = new IdentityHashMap<>();

    /** The files read so far, for hard links to them. */
    private final Map<List<String>, TarArchiveEntry> files = new HashMap<>();

    private volatile @Nullable TarArchiveInputStream last;

    Streams(AbstractFileName root, FileObject file, FileSystemOptions options)
        throws FileSystemException {
      super(root, file, options);
    }

    @Override
    protected TarArchiveInputStream createTarFile(File file) throws FileSystemException {
      try {
        TarArchiveInputStream stream = open(getRootName().getScheme(), charset);
        last = stream;
        return stream;
      } catch (IOException e) {
        throw new FileSystemException(e);
      }
    }

    /** Gives a hard link the content of its target, and leaves out symbolic links and devices. */
    @Override
    protected TarFileObject createTarFileObject(
        AbstractFileName name, @Nullable TarArchiveEntry entry) {
      doubtful |= entry != null && entry.getName().indexOf(UNREADABLE) >= 0;
      if (entry == null || entry.isDirectory()) {
        return super.createTarFileObject(name, entry);
      }
      TarArchiveEntry content = entry.isLink() ? files.get(key(entry.getLinkName())) : entry;
      if (content == null || !isPlain(content)) {
        return super.createTarFileObject(
            (AbstractFileName) name.createName(NameEncoding.NOWHERE, FileType.FILE), entry);
      }
      if (!entry.isLink()) {
        offsets.put(entry, Objects.requireNonNull(last).getBytesRead());
        files.put(key(entry.getName()), entry);
      }
      return new Member(name, content, this);
    }

    private static boolean isPlain(TarArchiveEntry entry) {
      boolean special =
          entry.isLink()
              || entry.isSymbolicLink()
              || entry.isCharacterDevice()
              || entry.isBlockDevice()
              || entry.isFIFO();
      return !special;
    }

    private static List<String> key(String path) {
      return NameEncoding.ofEntry(path);
    }

    /** Of two entries with the same name the later one counts, as in the program tar. */
    @Override
    public InputStream getInputStream(TarArchiveEntry wanted) throws FileSystemException {
      TarArchiveInputStream stream = createTarFile(archive.toFile());
      long offset = Objects.requireNonNull(offsets.get(wanted));
      boolean found = false;
      try {
        for (TarArchiveEntry next = stream.getNextEntry();
            next != null && !found;
            next = found ? next : stream.getNextEntry()) {
          found = stream.getBytesRead() == offset;
        }
        if (!found) {
          throw new FileSystemException("vfs.provider/read.error", getRootName());
        }
        return stream;
      } catch (IOException e) {
        throw new FileSystemException(e);
      } finally {
        if (!found) {
          close(stream);
        }
      }
    }

    private static void close(InputStream stream) throws FileSystemException {
      try {
        stream.close();
      } catch (IOException e) {
        throw new FileSystemException(e);
      }
    }
  }

  /** A file in an archive. */
  static final class Member extends TarFileObject {

    private final TarArchiveEntry content;

    private Member(AbstractFileName name, TarArchiveEntry content, TarFileSystem archive) {
      super(name, content, archive, true);
      this.content = content;
    }

    /** Includes the holes of a sparse file, which are not in the archive. */
    @Override
    protected long doGetContentSize() {
      return content.isSparse() ? content.getRealSize() : content.getSize();
    }
  }
}
