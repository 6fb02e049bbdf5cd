package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.vfs.common.NameEncoding;
import java.util.List;
import java.util.Set;
import org.apache.commons.vfs2.CacheStrategy;
import org.apache.commons.vfs2.FileName;
import org.apache.commons.vfs2.FileSystemException;
import org.apache.commons.vfs2.FileType;
import org.apache.commons.vfs2.NameScope;
import org.apache.commons.vfs2.impl.DefaultFileReplicator;
import org.apache.commons.vfs2.impl.DefaultFileSystemManager;
import org.apache.commons.vfs2.provider.AbstractFileName;
import org.apache.commons.vfs2.provider.FileProvider;
import org.apache.commons.vfs2.provider.local.DefaultLocalFileProvider;

/**
 * The manager of the VFS providers of one file system, with its own name resolution.
 *
 * <p>VFS parses the names of a listing or an archive as parts of URIs: a backslash becomes a slash,
 * and one unusual name fails the whole listing. Here names are literal, and names that leave an
 * archive resolve to a path that does not exist.
 */
final class Providers extends DefaultFileSystemManager {

  static final Set<String> ZIPS = Set.of("zip", "jar");

  static final Set<String> ARCHIVES = Set.of("zip", "jar", "tar", "tgz", "tbz2");

  private final OperationCache operations;

  Providers(OperationCache operations) {
    this.operations = operations;
  }

  void start(String scheme, FileProvider provider, DefaultFileReplicator replicas)
      throws FileSystemException {
    setFilesCache(operations);
    setCacheStrategy(CacheStrategy.MANUAL);
    setReplicator(replicas);
    setTemporaryFileStore(replicas);
    addProvider(scheme, provider);
    addProvider("file", new DefaultLocalFileProvider()); // for archives and temporary files
    init();
  }

  @Override
  public FileName resolveName(FileName base, String name, NameScope scope)
      throws FileSystemException {
    AbstractFileName parent = (AbstractFileName) base;
    if (scope == NameScope.CHILD) {
      String child = NameEncoding.decoded(name.startsWith("./") ? name.substring(2) : name);
      return parent.createName(
          NameEncoding.isPlain(child)
              ? NameEncoding.path(parent.getPath(), List.of(child))
              : NameEncoding.NOWHERE,
          FileType.FILE);
    }
    if (ARCHIVES.contains(base.getScheme())) {
      List<String> names = NameEncoding.ofEntry(NameEncoding.decoded(name));
      return parent.createName(
          names.stream().allMatch(NameEncoding::isPlain)
              ? NameEncoding.path("/", names)
              : NameEncoding.NOWHERE,
          FileType.FILE);
    }
    return super.resolveName(base, name, scope);
  }
}
