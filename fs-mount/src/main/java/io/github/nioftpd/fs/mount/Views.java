package io.github.nioftpd.fs.mount;

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
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attribute views of a path, each of which asks the file system below for every call. */
final class Views {

  private Views() {}

  /** The users of the first mount that knows any, as far as mounts were opened. */
  static UserPrincipalLookupService users(List<MountPoint> mounts) {
    for (MountPoint mount : mounts) {
      Path known = mount.known();
      if (known != null && mount.views().contains("owner")) {
        return known.getFileSystem().getUserPrincipalLookupService();
      }
    }
    throw new UnsupportedOperationException("no mount knows users");
  }

  /** The view of a path, or null when the file system below has none of that type. */
  static <V extends FileAttributeView> @Nullable V of(
      MountedProvider provider, Path path, Class<V> type, LinkOption... options) {
    View view = new View(provider, path, List.of(options));
    if (type == BasicFileAttributeView.class) {
      return type.cast(new Basic(view));
    }
    if (type != FileOwnerAttributeView.class && type != PosixFileAttributeView.class) {
      return null;
    }
    Path inner = provider.spot(path).known();
    if (inner != null && Files.getFileAttributeView(inner, type, options) == null) {
      return null;
    }
    return type.cast(type == PosixFileAttributeView.class ? new Posix(view) : new Owner(view));
  }

  /** What is asked of, or done through, a view below. */
  private interface Call<V, T> {
    T on(V view) throws IOException;
  }

  /** What all three views do. */
  private record View(MountedProvider provider, Path path, List<LinkOption> options) {

    LinkOption[] links() {
      return options.toArray(LinkOption[]::new);
    }

    <V extends FileAttributeView, T> T ask(Class<V> type, Call<V, T> call) throws IOException {
      return provider
          .spot(path)
          .on(
              inner -> {
                V view = Files.getFileAttributeView(inner, type, links());
                if (view == null) {
                  throw new UnsupportedOperationException(type.getSimpleName());
                }
                return call.on(view);
              });
    }

    <V extends FileAttributeView> void change(Class<V> type, Change<V> change) throws IOException {
      provider.spot(path).requireChangeable();
      ask(
          type,
          view -> {
            change.on(view);
            return path;
          });
    }

    void times(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      change(BasicFileAttributeView.class, view -> view.setTimes(modified, accessed, created));
    }

    UserPrincipal owner() throws IOException {
      return ask(FileOwnerAttributeView.class, FileOwnerAttributeView::getOwner);
    }

    void owner(UserPrincipal owner) throws IOException {
      change(FileOwnerAttributeView.class, view -> view.setOwner(owner));
    }
  }

  private interface Change<V> {
    void on(V view) throws IOException;
  }

  private record Basic(View view) implements BasicFileAttributeView {
    @Override
    public String name() {
      return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return view.provider.readAttributes(view.path, BasicFileAttributes.class, view.links());
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
      return view.provider.readAttributes(view.path, PosixFileAttributes.class, view.links());
    }

    @Override
    public void setTimes(
        @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
        throws IOException {
      view.times(modified, accessed, created);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      view.change(PosixFileAttributeView.class, below -> below.setPermissions(permissions));
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      view.change(PosixFileAttributeView.class, below -> below.setGroup(group));
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
