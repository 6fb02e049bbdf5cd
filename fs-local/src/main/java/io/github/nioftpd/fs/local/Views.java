package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.SlashPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attribute views of a path, each of which finds its path anew for every call. */
final class Views {

  private static final Map<Class<? extends FileAttributeView>, String> NAMES =
      Map.of(
          BasicFileAttributeView.class, "basic",
          FileOwnerAttributeView.class, "owner",
          PosixFileAttributeView.class, "posix");

  private Views() {}

  /** The names of the views that a path of the host has, and that are passed on. */
  static Set<String> supportedBy(Path host) {
    Set<String> views = new HashSet<>(Set.of("basic", "owner", "posix", "unix"));
    views.retainAll(host.getFileSystem().supportedFileAttributeViews());
    return Set.copyOf(views);
  }

  static boolean isSupported(LocalFileSystem fileSystem, Class<? extends FileAttributeView> type) {
    String name = NAMES.get(type);
    return name != null && fileSystem.supportedFileAttributeViews().contains(name);
  }

  /** The view of a path, or null when the host has none of that type. */
  static <V extends FileAttributeView> @Nullable V of(
      LocalProvider provider, SlashPath path, Class<V> type, LinkOption... options) {
    if (!isSupported(provider.fileSystem(), type)) {
      return null;
    }
    View view = new View(provider, path, LocalProvider.follows((Object[]) options));
    if (type == BasicFileAttributeView.class) {
      return type.cast(new Basic(view));
    }
    if (type == FileOwnerAttributeView.class) {
      return type.cast(new Owner(view));
    }
    return type.cast(new Posix(view));
  }

  /** What all three views do. */
  private record View(LocalProvider provider, SlashPath path, boolean follow) {

    <A extends BasicFileAttributes> A read(Class<A> type) throws IOException {
      return Attributes.read(
          provider, path, follow, (host, links) -> Files.readAttributes(host, type, links));
    }

    /** Changes something through the host's view of a type that the host has. */
    <V extends FileAttributeView> void change(Class<V> type, Change<V> change) throws IOException {
      provider.at(
          path,
          follow,
          place -> {
            place.requireOrdinary();
            V view = Files.getFileAttributeView(place.host(), type, place.links());
            if (view == null) {
              throw new UnsupportedOperationException(type.getSimpleName());
            }
            change.by(view);
            return view;
          });
    }

    void times(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      change(BasicFileAttributeView.class, view -> view.setTimes(modified, accessed, created));
    }

    UserPrincipal owner() throws IOException {
      return provider.at(path, follow, place -> Files.getOwner(place.host(), place.links()));
    }

    void owner(UserPrincipal owner) throws IOException {
      change(FileOwnerAttributeView.class, view -> view.setOwner(owner));
    }
  }

  private interface Change<V> {
    void by(V view) throws IOException;
  }

  private record Basic(View view) implements BasicFileAttributeView {
    @Override
    public String name() {
      return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return view.read(BasicFileAttributes.class);
    }

    @Override
    public void setTimes(
        @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      view.times(modified, accessed, created);
    }
  }

  private record Owner(View view) implements FileOwnerAttributeView {
    @Override
    public String name() {
      return "owner";
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return view.owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      view.owner(owner);
    }
  }

  private record Posix(View view) implements PosixFileAttributeView {
    @Override
    public String name() {
      return "posix";
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
      return view.read(PosixFileAttributes.class);
    }

    @Override
    public void setTimes(
        @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      view.times(modified, accessed, created);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      view.change(PosixFileAttributeView.class, host -> host.setPermissions(permissions));
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      view.change(PosixFileAttributeView.class, host -> host.setGroup(group));
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return view.owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      view.owner(owner);
    }
  }
}
