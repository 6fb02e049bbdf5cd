package io.github.nioftpd;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Capable;
import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Another file system, whose every question is noted: the name of the provider's method, and for
 * attributes which. It knows the view "basic" alone, as a store does.
 */
public final class CountingFileSystem extends FileSystem implements Capable {

  /** Something a test does when a question is asked. */
  public interface Asked {
    void question(String name, Path path) throws IOException;
  }

  /** What a test makes of a channel that was opened. */
  public interface Opened {
    SeekableByteChannel channel(SeekableByteChannel channel, Path path);
  }

  private final Provider provider = new Provider();
  private final FileSystem world;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile Set<CopyOption> refused = Set.of();
  private volatile Set<Capability> able = Capability.WITHOUT_MODES;
  private volatile Asked asked = (name, path) -> {};
  private volatile Opened opened = (channel, path) -> channel;

  public CountingFileSystem(FileSystem world) {
    this.world = world;
  }

  /** What was asked since the last time, in order. */
  public List<String> takeQuestions() {
    List<String> taken = List.copyOf(questions);
    questions.clear();
    return taken;
  }

  /** Lets a test do something, before the question is passed on. */
  public void whenAsked(Asked next) {
    asked = next;
  }

  /** Lets a test put itself before each channel. */
  public void whenOpened(Opened next) {
    opened = next;
  }

  /** Copies nothing with this option from now on. */
  public void refuse(CopyOption option) {
    refused = Set.of(option);
  }

  /** Says from now on that it can do this alone. */
  public void limitTo(Set<Capability> capabilities) {
    able = capabilities;
  }

  @Override
  public Set<Capability> capabilities() {
    return able;
  }

  private Path ask(String name, Path path) throws IOException {
    questions.add(name);
    asked.question(name, path);
    return below(path);
  }

  private Path below(Path path) {
    return world.getPath(path.toString());
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() throws IOException {
    world.close();
  }

  @Override
  public boolean isOpen() {
    return world.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    return SlashPath.parse(this, first);
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }

  /** A view that may fail when it is used. */
  private final class View implements BasicFileAttributeView {
    private final BasicFileAttributeView view;
    private final Path path;

    View(BasicFileAttributeView view, Path path) {
      this.view = view;
      this.path = path;
    }

    @Override
    public String name() {
      return view.name();
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return view.readAttributes();
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created)
        throws IOException {
      asked.question("view", path);
      view.setTimes(modified, accessed, created);
    }
  }

  private final class Provider extends FileSystemProvider {
    @Override
    public String getScheme() {
      return "counting";
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
      DirectoryStream<Path> stream = Files.newDirectoryStream(ask("list", directory));
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          Iterator<Path> names = stream.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return names.hasNext();
            }

            @Override
            public Path next() {
              return directory.resolve(names.next().getFileName().toString());
            }
          };
        }

        @Override
        public void close() throws IOException {
          stream.close();
        }
      };
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return opened.channel(Files.newByteChannel(ask("open", path), options, attributes), path);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      return Files.readAttributes(ask("attributes", path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      return Files.readAttributes(ask(names, path), names, options);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      Path there = ask("access", path);
      there.getFileSystem().provider().checkAccess(there, modes);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      Files.createDirectory(ask("mkdir", directory), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
      Files.delete(ask("delete", path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      if (List.of(options).stream().anyMatch(refused::contains)) {
        throw new UnsupportedOperationException();
      }
      Files.copy(ask("copy", source), below(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      Files.move(ask("move", source), below(target), options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
      return Files.isSameFile(ask("same", one), below(other));
    }

    @Override
    public boolean isHidden(Path path) {
      return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return Files.getFileStore(ask("store", path));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      questions.add("view");
      V view = Files.getFileAttributeView(below(path), type, options);
      return view instanceof BasicFileAttributeView basic && type == BasicFileAttributeView.class
          ? type.cast(new View(basic, path))
          : view;
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
        throws IOException {
      Files.setAttribute(ask("set", path), attribute, value, options);
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
      throw new UnsupportedOperationException();
    }
  }
}
