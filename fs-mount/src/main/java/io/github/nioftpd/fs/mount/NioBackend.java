package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the file systems of any provider on the class path: {@code nio:jar:file:/a.zip!/dir}, or
 * any other URI that {@link FileSystems#newFileSystem(URI, Map)} takes.
 *
 * <p>{@code writable} says whether it may be changed: false by default for {@code jar:}, whose
 * provider writes the archive when it is closed and not before. All other settings go to the
 * provider. If it is writable, its capabilities are tried when it is opened.
 *
 * <p>The provider of the JDK refuses an archive as a whole for one entry that it does not support.
 * One that is only read is then opened by {@code vfs:zip:}, which serves the rest.
 */
public final class NioBackend implements Backend {

  private static final Logger LOG = LoggerFactory.getLogger(NioBackend.class);

  private static final Pattern ARCHIVE = Pattern.compile("jar:(file:/[^!]*)(?:!(/.*))?");
  private static final String WRITABLE = "writable";

  /** Makes the backend, for {@link java.util.ServiceLoader}. */
  public NioBackend() {}

  @Override
  public String scheme() {
    return "nio";
  }

  /**
   * An opened file system.
   *
   * @param fileSystem that is closed in the end
   * @param directory where it begins
   * @param streams whether its files are better read as streams
   */
  private record Opened(FileSystem fileSystem, Path directory, boolean streams) {}

  @Override
  public FileSystem open(URI location, Map<String, String> settings) throws IOException {
    String uri = location.getRawSchemeSpecificPart();
    Matcher archive = ARCHIVE.matcher(uri);
    Map<String, String> environment = new HashMap<>(settings);
    environment.remove(WRITABLE);
    boolean writable = new Settings("nio", settings).flag(WRITABLE, !archive.matches());
    Opened opened =
        archive.matches()
            ? archive(URI.create(archive.group(1)), archive.group(2), environment, writable)
            : any(URI.create(uri), environment);
    boolean usable = false;
    try {
      if (!Presence.isDirectory(opened.directory())) {
        throw new IOException(uri + " is not a directory");
      }
      Mount mount = Mount.of(opened.directory()).owned();
      if (opened.streams()) {
        mount = mount.streamed();
      }
      FileSystem tree =
          MountedFileSystem.builder()
              .mount("/", writable ? mount.probed() : mount.readOnly())
              .build();
      usable = true;
      return tree;
    } finally {
      if (!usable) {
        opened.fileSystem().close();
      }
    }
  }

  /**
   * Opens an archive by its path, which works several times in a process, unlike by its URI: after
   * a reload it is opened again while older sessions still use it.
   */
  private static Opened archive(
      URI file, @Nullable String entry, Map<String, String> environment, boolean writable)
      throws IOException {
    String directory = entry == null ? "/" : entry;
    try {
      FileSystem fileSystem = FileSystems.newFileSystem(Path.of(file), environment);
      return new Opened(fileSystem, fileSystem.getPath(directory), true);
    } catch (ZipException | ProviderNotFoundException e) {
      Backend vfs = backendOfArchives();
      if (e instanceof ZipException && vfs != null && !writable) {
        FileSystem fileSystem = otherwise(vfs, file, environment, e);
        return new Opened(fileSystem, fileSystem.getPath(directory), false);
      }
      throw new IOException(
          file.getPath() + " is no archive that can be read: " + e.getMessage(), e);
    } catch (NoSuchFileException | FileSystemNotFoundException e) {
      throw new IOException(file.getPath() + " does not exist", e);
    } catch (IllegalArgumentException e) {
      throw wrong(file, e);
    }
  }

  private static @Nullable Backend backendOfArchives() {
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      if (backend.scheme().equals("vfs")) {
        return backend;
      }
    }
    return null;
  }

  /** Opens an archive that the JDK refuses. */
  private static FileSystem otherwise(
      Backend vfs, URI file, Map<String, String> environment, Exception refusal)
      throws IOException {
    String charset = environment.get("encoding");
    Map<String, String> settings = charset == null ? Map.of() : Map.of("charset", charset);
    try {
      FileSystem fileSystem = vfs.open(URI.create("vfs:zip:" + file.getRawPath()), settings);
      LOG.info("{} is read by vfs:zip: {}", file.getPath(), refusal.getMessage());
      return fileSystem;
    } catch (IOException e) {
      refusal.addSuppressed(e);
      throw new IOException(
          file.getPath() + " is no archive that can be read: " + refusal.getMessage(), refusal);
    }
  }

  private static Opened any(URI uri, Map<String, ?> environment) throws IOException {
    if (uri.getScheme() == null || uri.getScheme().equalsIgnoreCase("file")) {
      throw new IllegalArgumentException(
          "nio: serves the URI of a provider, such as nio:jar:file:/a.zip!/; for a directory of the"
              + " local disk write file:/srv/ftp");
    }
    try {
      FileSystem fileSystem = FileSystems.newFileSystem(uri, environment);
      return new Opened(fileSystem, directory(fileSystem, uri), false);
    } catch (ProviderNotFoundException e) {
      throw new IllegalArgumentException(
          "no provider on the class path serves " + uri.getScheme() + ":", e);
    } catch (FileSystemAlreadyExistsException e) {
      throw new IOException(uri + " is open already, and its provider opens it only once", e);
    } catch (FileSystemNotFoundException e) {
      throw new IOException(uri + " does not exist", e);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw wrong(uri, e);
    }
  }

  /** Where a URI leads in the file system that it opened; at the least, to its root. */
  private static Path directory(FileSystem fileSystem, URI uri) {
    try {
      Path path = fileSystem.provider().getPath(uri);
      if (path.getFileSystem().equals(fileSystem)) {
        return path;
      }
    } catch (RuntimeException e) {
      // providers differ in which URIs they take for paths
    }
    return fileSystem.getRootDirectories().iterator().next();
  }

  private static IllegalArgumentException wrong(URI uri, Exception e) {
    return new IllegalArgumentException(
        "the provider does not take " + uri + ": " + e.getMessage(), e);
  }

  @Override
  public Map<String, Set<Capability>> kinds() {
    return Map.of(
        "nio:jar:file:/a.zip!/",
        Set.of(),
        "nio:jar:file:/a.zip!/?writable=true",
        EnumSet.of(
            Capability.WRITE,
            Capability.APPEND,
            Capability.DELETE,
            Capability.MAKE_DIRECTORY,
            Capability.RENAME,
            Capability.RENAME_DIRECTORY,
            Capability.SET_TIME,
            Capability.SET_DIRECTORY_TIME));
  }
}
