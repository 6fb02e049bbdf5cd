package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.vfs.archive.Archive;
import io.github.nioftpd.fs.vfs.archive.TarProvider;
import io.github.nioftpd.fs.vfs.archive.ZipProvider;
import io.github.nioftpd.fs.vfs.common.NameEncoding;
import io.github.nioftpd.fs.vfs.common.RemoteOptions;
import io.github.nioftpd.fs.vfs.common.VfsAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileSystemOptions;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.FileProvider;
import org.apache.commons.vfs2.provider.ram.RamFileProvider;
import org.apache.commons.vfs2.provider.ram.RamFileSystemConfigBuilder;
import org.apache.commons.vfs2.provider.temp.TemporaryFileProvider;

/** Opens locations. */
final class VfsOpener {

  private VfsOpener() {}

  static VfsSession open(Location location, VfsSettings settings) throws IOException {
    if (Providers.ARCHIVES.contains(location.scheme())) {
      return archive(location, settings);
    }
    Optional<FileProvider> remote = settings.remote().provider();
    if (remote.isPresent()) {
      RemoteOptions.checkAddress(location.toString());
    }
    FileProvider provider = remote.orElseGet(() -> provider(location.scheme()));
    VfsInstance instance = VfsInstance.start(location.scheme(), provider);
    boolean done = false;
    try {
      FileObject root =
          settings
              .remote()
              .connections()
              .operate(
                  () ->
                      instance
                          .providers()
                          .resolveFile(location.toString(), options(location, settings)));
      if (remote.isEmpty()) {
        root.createFolder();
      }
      VfsSession session = new VfsSession(instance, root, null, Instant.now(), settings.remote());
      session.change(location.toString(), () -> ensureDirectory(session, location));
      done = true;
      return session;
    } catch (IOException e) {
      throw VfsInstance.failure(e, location);
    } finally {
      if (!done) {
        settings.remote().connections().close();
        instance.close();
      }
    }
  }

  private static void ensureDirectory(VfsSession session, Location location) throws IOException {
    Optional<VfsAttributes> there = session.attributes(List.of());
    if (there.isEmpty()) {
      throw new NoSuchFileException("vfs:" + location);
    }
    if (!there.get().isDirectory()) {
      throw new NotDirectoryException("vfs:" + location);
    }
  }

  private static FileSystemOptions options(Location location, VfsSettings settings) {
    FileSystemOptions options = settings.remote().vfs();
    if (location.scheme().equals("ram")) {
      RamFileSystemConfigBuilder.getInstance().setMaxSize(options, settings.size());
    }
    return options;
  }

  private static FileProvider provider(String scheme) {
    return switch (scheme) {
      case "ram" -> new RamFileProvider();
      case "tmp" -> new TemporaryFileProvider();
      default ->
          throw new IllegalArgumentException(
              "no provider for vfs:"
                  + scheme
                  + ":; available: "
                  + String.join(", ", VfsBackend.SCHEMES));
    };
  }

  /** All names of a tar archive are in one charset, that of the system that created it. */
  private static VfsSession archive(Location location, VfsSettings settings) throws IOException {
    Path path = path(location);
    if (Providers.ZIPS.contains(location.scheme())) {
      return archive(location, settings, path, new ZipProvider(path, settings.charset()));
    }
    TarProvider inUtf8 = new TarProvider(path, StandardCharsets.UTF_8);
    VfsSession session = archive(location, settings, path, inUtf8);
    boolean inUse = false;
    try {
      inUse = !inUtf8.hasOtherNames(location.scheme());
    } finally {
      if (!inUse) {
        session.close();
      }
    }
    if (inUse) {
      return session;
    }
    return archive(location, settings, path, new TarProvider(path, settings.charset()));
  }

  private static VfsSession archive(
      Location location, VfsSettings settings, Path path, FileProvider provider)
      throws IOException {
    VfsInstance instance = VfsInstance.start(location.scheme(), provider);
    boolean done = false;
    try {
      FileObject disk = instance.providers().resolveFile("file:///");
      AbstractFileName name = (AbstractFileName) disk.getName();
      String inVfs = NameEncoding.path("/", NameEncoding.ofEntry(path.toString()));
      FileObject file = disk.getFileSystem().resolveFile(name.createName(inVfs, FileType.FILE));
      FileObject root = instance.providers().createFileSystem(location.scheme(), file);
      Instant modified = Files.getLastModifiedTime(path).toInstant();
      Archive archive = Archive.of(root, modified);
      archive.hold();
      done = true;
      return new VfsSession(instance, root, archive, modified, settings.remote());
    } catch (FileSystemException | RuntimeException e) {
      throw VfsInstance.failure(e, location);
    } finally {
      if (!done) {
        instance.close();
      }
    }
  }

  private static Path path(Location location) throws IOException {
    Path path;
    try {
      path = Path.of(location.path()).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "vfs:" + location + " is not a path of a file: " + e.getReason(), e);
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
      throw new IOException(path + " is not a regular file");
    }
    return path;
  }
}
