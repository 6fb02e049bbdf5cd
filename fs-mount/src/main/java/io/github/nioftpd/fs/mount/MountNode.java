package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.SlashPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fixed directory of the tree: a mount point, or a parent of one. Not changed after the tree is
 * built, and then safe for use by several threads.
 */
final class MountNode {

  private final Map<String, MountNode> children = new TreeMap<>();
  private @Nullable MountPoint mount;

  /** The node at some names below this one, made where it was missing. */
  MountNode grow(List<String> names) {
    MountNode node = this;
    for (String name : names) {
      node = node.children.computeIfAbsent(name, missing -> new MountNode());
    }
    return node;
  }

  @Nullable MountPoint mount() {
    return mount;
  }

  void mount(MountPoint point) {
    mount = point;
  }

  /** Whether a mount here or below can be changed. */
  boolean isWritable() {
    return (mount != null && !mount.isReadOnly())
        || children.values().stream().anyMatch(MountNode::isWritable);
  }

  /** The names of the nodes below this one. */
  Set<String> names() {
    return children.keySet();
  }

  /** Finds the mount and the node of a path. This node is the root. */
  MountedPath find(SlashPath path) {
    List<String> names = path.namesFromRoot();
    MountNode node = this;
    MountPoint last = mount;
    int depth = 0;
    for (int i = 0; i < names.size() && node != null; i++) {
      node = node.children.get(names.get(i));
      if (node != null && node.mount != null) {
        last = node.mount;
        depth = i + 1;
      }
    }
    return new MountedPath(path, last, names.subList(depth, names.size()), node);
  }
}
