package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An attribute view of a path of a {@link ForwardingProvider}, which forwards every call. */
record ForwardingView(ForwardingProvider provider, SlashPath path, List<LinkOption> options) {

  private static final Map<Class<? extends FileAttributeView>, String> NAMES =
      Map.of(
          BasicFileAttributeView.class, "basic",
          FileOwnerAttributeView.class, "owner",
          PosixFileAttributeView.class, "posix");

  /** The name of a type of view, or null for one that is not forwarded. */
  static @Nullable String name(Class<? extends FileAttributeView> type) {
    return NAMES.get(type);
  }

  /** The view of a type that has a name. */
  static FileAttributeView of(
      ForwardingProvider provider,
      SlashPath path,
      Class<? extends FileAttributeView> type,
      LinkOption... options) {
    ForwardingView view = new ForwardingView(provider, path, List.of(options));
    return switch (NAMES.get(type)) {
      case "posix" -> new Posix(view);
      case "owner" -> new Owner(view);
      case null, default -> new Basic(view);
    };
  }

  private interface Change<V> {
    void on(V view) throws IOException;
  }

  private LinkOption[] links() {
    return options.toArray(LinkOption[]::new);
  }

  private <A extends BasicFileAttributes> A read(Class<A> type) throws IOException {
    return provider.readAttributes(path, type, links());
  }

  private <V extends FileAttributeView> void change(Class<V> type, Change<V> change)
      throws IOException {
    provider.change(
        path,
        (inner, links) -> {
          V view = Files.getFileAttributeView(inner, type, links);
          if (view == null) {
            throw new UnsupportedOperationException(type.getSimpleName());
          }
          change.on(view);
          return view;
        },
        links());
  }

  private void setTimes(
      @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
      throws IOException {
    change(BasicFileAttributeView.class, view -> view.setTimes(modified, accessed, created));
  }

  private UserPrincipal owner() throws IOException {
    return provider.forward(path, Files::getOwner, links());
  }

  private void setOwner(UserPrincipal owner) throws IOException {
    change(FileOwnerAttributeView.class, view -> view.setOwner(owner));
  }

  private record Basic(ForwardingView view) implements BasicFileAttributeView {
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
      view.setTimes(modified, accessed, created);
    }
  }

  private record Owner(ForwardingView view) implements FileOwnerAttributeView {
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
      view.setOwner(owner);
    }
  }

  private record Posix(ForwardingView view) implements PosixFileAttributeView {
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
      view.setTimes(modified, accessed, created);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      view.change(PosixFileAttributeView.class, inner -> inner.setPermissions(permissions));
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      view.change(PosixFileAttributeView.class, inner -> inner.setGroup(group));
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return view.owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      view.setOwner(owner);
    }
  }
}
