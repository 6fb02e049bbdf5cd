package io.github.nioftpd.fs.vfs;

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

/** Opens what a location names. */
final class VfsOpener {

  private VfsOpener() {}

  /** Opens a location; see {@link VfsFileSystem#open}. */
  static VfsSession open(Location location, VfsSettings settings) throws IOException {
    if (Providers.ARCHIVES.contains(location.scheme())) {
      return archive(location, settings);
    }
    Optional<FileProvider> remote = settings.remote().provider();
    if (remote.isPresent()) {
      RemoteOptions.checkAddress(location.toString());
    }
    FileProvider provider = remote.orElseGet(() -> provider(location.scheme()));
    VfsInstance opened = VfsInstance.start(location.scheme(), provider);
    boolean done = false;
    try {
      FileObject root =
          settings
              .remote()
              .connections()
              .operate(
                  () ->
                      opened
                          .providers()
                          .resolveFile(location.toString(), options(location, settings)));
      if (remote.isEmpty()) {
        root.createFolder();
      }
      VfsSession access = new VfsSession(opened, root, null, Instant.now(), settings.remote());
      access.change(location.toString(), () -> ensureDirectory(access, location));
      done = true;
      return access;
    } catch (IOException e) {
      throw VfsInstance.failure(e, location);
    } finally {
      if (!done) {
        settings.remote().connections().close();
        opened.close();
      }
    }
  }

  private static void ensureDirectory(VfsSession access, Location location) throws IOException {
    Optional<VfsAttributes> there = access.attributes(List.of());
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
              "vfs has no provider for "
                  + scheme
                  + ":, only for "
                  + String.join(":, ", VfsBackend.SCHEMES)
                  + ":");
    };
  }

  /** The names of a tar are all in one charset, that of the system where it was made. */
  private static VfsSession archive(Location location, VfsSettings settings) throws IOException {
    Path path = path(location);
    if (Providers.ZIPS.contains(location.scheme())) {
      return archive(location, settings, path, new ZipProvider(path, settings.charset()));
    }
    TarProvider inUtf8 = new TarProvider(path, StandardCharsets.UTF_8);
    VfsSession access = archive(location, settings, path, inUtf8);
    boolean inUse = false;
    try {
      inUse = !inUtf8.hasOtherNames(location.scheme());
    } finally {
      if (!inUse) {
        access.close();
      }
    }
    if (inUse) {
      return access;
    }
    return archive(location, settings, path, new TarProvider(path, settings.charset()));
  }

  private static VfsSession archive(
      Location location, VfsSettings settings, Path path, FileProvider provider)
      throws IOException {
    VfsInstance opened = VfsInstance.start(location.scheme(), provider);
    boolean done = false;
    try {
      FileObject disk = opened.providers().resolveFile("file:///");
      AbstractFileName name = (AbstractFileName) disk.getName();
      String inVfs = Names.path("/", Names.ofEntry(path.toString()));
      FileObject file = disk.getFileSystem().resolveFile(name.createName(inVfs, FileType.FILE));
      FileObject root = opened.providers().createFileSystem(location.scheme(), file);
      Instant modified = Files.getLastModifiedTime(path).toInstant();
      Archive archive = Archive.of(root, modified);
      archive.hold();
      done = true;
      return new VfsSession(opened, root, archive, modified, settings.remote());
    } catch (FileSystemException | RuntimeException e) {
      throw VfsInstance.failure(e, location);
    } finally {
      if (!done) {
        opened.close();
      }
    }
  }

  private static Path path(Location location) throws IOException {
    Path path;
    try {
      path = Path.of(location.path()).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("vfs:" + location + " names no file: " + e.getReason(), e);
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
      throw new IOException(path + " is not an archive but a directory or a device");
    }
    return path;
  }
}
