package io.github.nioftpd.fs.mount;

import io.github.nioftpd.fs.SlashPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the tree that stays where it is: a mount point, or one on the way to it. Not
 * changed once the tree is made, and then safe for use by several threads.
 */
final class Node {

  private final Map<String, Node> children = new TreeMap<>();
  private @Nullable MountPoint mount;

  /** The node at some names below this one, made where it was missing. */
  Node grow(List<String> names) {
    Node node = this;
    for (String name : names) {
      node = node.children.computeIfAbsent(name, missing -> new Node());
    }
    return node;
  }

  @Nullable MountPoint mount() {
    return mount;
  }

  void mount(MountPoint point) {
    mount = point;
  }

  /** Whether something is mounted here or below that may be changed. */
  boolean isWritable() {
    return (mount != null && !mount.isReadOnly())
        || children.values().stream().anyMatch(Node::isWritable);
  }

  /** The names that stand here, whatever the file system below has. */
  Set<String> names() {
    return children.keySet();
  }

  /** Finds what is responsible for a path, where this node is the root. */
  Spot find(SlashPath path) {
    List<String> names = path.namesFromRoot();
    Node node = this;
    MountPoint last = mount;
    int depth = 0;
    for (int i = 0; i < names.size() && node != null; i++) {
      node = node.children.get(names.get(i));
      if (node != null && node.mount != null) {
        last = node.mount;
        depth = i + 1;
      }
    }
    return new Spot(path, last, names.subList(depth, names.size()), node);
  }
}
