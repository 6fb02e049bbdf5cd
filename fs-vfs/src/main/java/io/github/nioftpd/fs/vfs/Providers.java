package io.github.nioftpd.fs.vfs;

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
 * The providers of Commons VFS that one file system needs, and how they understand names.
 *
 * <p>VFS takes the names that a listing or an archive tells for parts of URIs: a backslash becomes
 * a slash, one name with a surprise in it makes the whole listing fail. Here they are taken as they
 * are, and those that lead out of an archive name something no path can name.
 */
final class Providers extends DefaultFileSystemManager {

  static final Set<String> ZIPS = Set.of("zip", "jar");

  static final Set<String> ARCHIVES = Set.of("zip", "jar", "tar", "tgz", "tbz2");

  /** No path holds a NUL. */
  static final String NOWHERE = "/\0";

  private final OperationCache operations;

  Providers(OperationCache operations) {
    this.operations = operations;
  }

  /**
   * Makes ready.
   *
   * @param scheme of the provider
   * @param provider that is needed
   * @param replicas where providers put temporary files
   */
  void start(String scheme, FileProvider provider, DefaultFileReplicator replicas)
      throws FileSystemException {
    setFilesCache(operations);
    setCacheStrategy(CacheStrategy.MANUAL);
    setReplicator(replicas);
    setTemporaryFileStore(replicas);
    addProvider(scheme, provider);
    addProvider("file", new DefaultLocalFileProvider()); // archives and temporary files are there
    init();
  }

  @Override
  public FileName resolveName(FileName base, String name, NameScope scope)
      throws FileSystemException {
    AbstractFileName parent = (AbstractFileName) base;
    if (scope == NameScope.CHILD) {
      String child = Names.decoded(name.startsWith("./") ? name.substring(2) : name);
      return parent.createName(
          Names.isPlain(child) ? Names.path(parent.getPath(), List.of(child)) : NOWHERE,
          FileType.FILE);
    }
    if (ARCHIVES.contains(base.getScheme())) {
      List<String> names = Names.ofEntry(Names.decoded(name));
      return parent.createName(
          names.stream().allMatch(Names::isPlain) ? Names.path("/", names) : NOWHERE,
          FileType.FILE);
    }
    return super.resolveName(base, name, scope);
  }
}
