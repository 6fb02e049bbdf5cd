package io.github.nioftpd.fs.vfs.archive;

import io.github.nioftpd.fs.vfs.common.NameEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.vfs2.Capability;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystem;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.LayeredFileName;
import org.apache.commons.vfs2.provider.zip.ZipFileObject;
import org.apache.commons.vfs2.provider.zip.ZipFileProvider;
import org.apache.commons.vfs2.provider.zip.ZipFileSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads zip archives. VFS uses the JDK, which rejects the whole archive if one entry has a name in
 * another charset or an unsupported compression method. Here only that entry cannot be read.
 */
public final class ZipProvider extends ZipFileProvider {

  private static final Logger LOG = LoggerFactory.getLogger(ZipProvider.class);

  private final Path archive;
  private final Charset charset;

  /** Creates a provider for one archive; the charset is for names that are not UTF-8. */
  public ZipProvider(Path archive, Charset charset) {
    this.archive = archive;
    this.charset = charset;
  }

  @Override
  protected FileSystem doCreateFileSystem(String scheme, FileObject file, FileSystemOptions options)
      throws FileSystemException {
    AbstractFileName root =
        new LayeredFileName(scheme, file.getName(), FileName.ROOT_PATH, FileType.FOLDER);
    try {
      return new Entries(root, file, options, open());
    } catch (IOException e) {
      throw new FileSystemException(e);
    }
  }

  private ZipFile open() throws IOException {
    Disk disk = new Disk(archive);
    boolean opened = false;
    try {
      ZipFile zip =
          ZipFile.builder()
              .setSeekableByteChannel(disk)
              .setCharset(charset)
              .setIgnoreLocalFileHeader(true)
              .get();
      opened = true;
      return zip;
    } finally {
      if (!opened) {
        disk.close();
      }
    }
  }

  /**
   * Decodes the name of an entry as UTF-8 if it is flagged or valid as such, since most programs
   * write UTF-8 without the flag; otherwise in the configured charset.
   */
  private String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    if (entry.getGeneralPurposeBit().usesUTF8ForNames()) {
      return new String(raw, StandardCharsets.UTF_8);
    }
    if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField field
        && field.getUnicodeName() != null
        && field.getNameCRC32() == checksum(raw)) {
      return new String(field.getUnicodeName(), StandardCharsets.UTF_8);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      return new String(raw, charset);
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  /** An archive that stays open. */
  private final class Entries extends ZipFileSystem {

    private final ZipFile zip;

    Entries(AbstractFileName root, FileObject file, FileSystemOptions options, ZipFile zip)
        throws FileSystemException {
      super(root, file, options);
      this.zip = zip;
    }

    /** Of two entries with the same name the later one counts. */
    @Override
    public void init() throws FileSystemException {
      List<FileObject> held = new ArrayList<>(); // strong references, VFS has weak ones
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        List<String> names = NameEncoding.ofEntry(name(entry));
        boolean shown = !names.isEmpty() && names.stream().allMatch(NameEncoding::isPlain);
        if (shown && !entry.isUnixSymlink()) {
          add(names, entry, held);
        }
      }
    }

    /** The superclass fills its set only where the JDK reads the entries. */
    @Override
    public boolean hasCapability(Capability capability) {
      return capabilities.contains(capability);
    }

    private void add(List<String> names, ZipArchiveEntry entry, List<FileObject> held)
        throws FileSystemException {
      AbstractFileName root = (AbstractFileName) getRootName();
      AbstractFileName name =
          (AbstractFileName) root.createName(NameEncoding.path("/", names), FileType.FILE);
      if (entry.isDirectory() && getFileFromCache(name) != null) {
        ((Member) getFileFromCache(name)).setZipEntry(entry);
        return;
      }
      Member member = new Member(name, entry, this);
      member.damaged = !entry.isDirectory() && !isLocated(entry);
      putFileToCache(member);
      held.add(member);
      member.holdObject(held);
      attach(member, held);
    }

    /** Adds all parent directories, with or without an entry of their own. */
    private void attach(Member member, List<FileObject> held) throws FileSystemException {
      FileName child = member.getName();
      for (FileName above = child.getParent(); above != null; above = child.getParent()) {
        Member parent = (Member) getFileFromCache(above);
        if (parent == null) {
          parent = new Member((AbstractFileName) above, null, this);
          putFileToCache(parent);
          held.add(parent);
          parent.holdObject(held);
        }
        parent.attachChild(child);
        child = above;
      }
    }

    /** Finds the content of an entry while only one thread uses the archive. */
    private boolean isLocated(ZipArchiveEntry entry) {
      try (InputStream content = zip.getRawInputStream(entry)) {
        return content != null;
      } catch (IOException e) {
        LOG.warn("archive {}: a corrupt entry cannot be read", archive);
        LOG.debug("archive {}: corrupt entry", archive, e);
        return false;
      }
    }

    @Override
    protected void doCloseCommunicationLink() {
      // the file stays open until close()
    }

    @Override
    public void close() {
      super.close();
      try {
        zip.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e); // a file that was only read
      }
    }
  }

  /** A file or directory in an archive. */
  static final class Member extends ZipFileObject {

    private final Entries entries;
    private boolean damaged;

    private Member(AbstractFileName name, @Nullable ZipArchiveEntry entry, Entries entries) {
      super(name, entry, entries, true);
      this.entries = entries;
    }

    @Override
    protected void setZipEntry(@Nullable ZipEntry entry) {
      super.setZipEntry(entry);
    }

    @Override
    protected void doAttach() {}

    @Override
    protected void doDetach() {}

    @Nullable String defect() {
      if (damaged) {
        return "the archive entry is corrupt";
      }
      if (!(entry instanceof ZipArchiveEntry one) || entries.zip.canReadEntryData(one)) {
        return null;
      }
      return one.getGeneralPurposeBit().usesEncryption()
          ? "the archive entry is encrypted"
          : "unsupported compression method of the archive entry: " + one.getMethod();
    }

    @Override
    protected InputStream doGetInputStream(int bufferSize) throws IOException {
      InputStream stream =
          entry instanceof ZipArchiveEntry one ? entries.zip.getInputStream(one) : null;
      if (stream == null) {
        throw new FileSystemException("vfs.provider/read-not-file.error", getName());
      }
      return stream;
    }
  }
}
