package io.github.nioftpd;

import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.ForwardingProvider;
import io.github.nioftpd.fs.TreeFileSystem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A file system that passes everything on to another one and records each question: the name of the
 * operation, and for attributes which. It has the view "basic" alone, like a store.
 */
public final class CountingFileSystem extends TreeFileSystem {

  /** An action that runs before a call. */
  public interface Asked {
    void question(String name, Path path) throws IOException;
  }

  /** Wraps a channel that was opened. */
  public interface Opened {
    SeekableByteChannel channel(SeekableByteChannel channel, Path path);
  }

  private final Provider provider = new Provider(this);
  private final FileSystem inner;
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile Set<CopyOption> refused = Set.of();
  private volatile Set<Capability> able = Capability.WITHOUT_MODES;
  private volatile Asked asked = (name, path) -> {};
  private volatile Opened opened = (channel, path) -> channel;

  public CountingFileSystem(FileSystem inner) {
    this.inner = inner;
  }

  /** The questions since the last time, in order. */
  public List<String> takeQuestions() {
    List<String> taken = List.copyOf(questions);
    questions.clear();
    return taken;
  }

  /** Sets an action that runs before each call is forwarded. */
  public void whenAsked(Asked next) {
    asked = next;
  }

  /** Lets a test wrap each channel. */
  public void whenOpened(Opened next) {
    opened = next;
  }

  /** Refuses copies with this option from now on. */
  public void refuse(CopyOption option) {
    refused = Set.of(option);
  }

  /** Has these capabilities alone from now on. */
  public void limitTo(Set<Capability> capabilities) {
    able = capabilities;
  }

  @Override
  public Set<Capability> capabilities() {
    return able;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  protected void release() throws IOException {
    inner.close();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  private static final class Provider extends ForwardingProvider {
    private final CountingFileSystem counting;

    Provider(CountingFileSystem counting) {
      super(counting, "counting");
      this.counting = counting;
    }

    private void ask(String name, Path path) throws IOException {
      counting.questions.add(name);
      counting.asked.question(name, path);
    }

    @Override
    protected <T> T forward(Path path, Action<T> action, LinkOption... options) throws IOException {
      return action.on(counting.inner.getPath(path.toString()), options);
    }

    @Override
    protected <T> T change(Path path, Action<T> action, LinkOption... options) throws IOException {
      counting.asked.question("view", path);
      return forward(path, action, options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
      ask("list", directory);
      return super.newDirectoryStream(directory, filter);
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      ask("open", path);
      return counting.opened.channel(super.newByteChannel(path, options, attributes), path);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      ask("attributes", path);
      return super.readAttributes(path, type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      ask(names, path);
      return super.readAttributes(path, names, options);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      ask("access", path);
      super.checkAccess(path, modes);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
      ask("mkdir", directory);
      super.createDirectory(directory, attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
      ask("delete", path);
      super.delete(path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
      if (Arrays.stream(options).anyMatch(counting.refused::contains)) {
        throw new UnsupportedOperationException();
      }
      ask("copy", source);
      super.copy(source, target, options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      ask("move", source);
      super.move(source, target, options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
      ask("same", one);
      return super.isSameFile(one, other);
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      ask("store", path);
      return super.getFileStore(path);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      counting.questions.add("view");
      return super.getFileAttributeView(path, type, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
        throws IOException {
      ask("set", path);
      super.setAttribute(path, attribute, value, options);
    }
  }
}
