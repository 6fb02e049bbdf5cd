package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.fs.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.vfs2.FileSystem;

/**
 * The real features of a VFS provider, which differ from the declared ones in places. Immutable.
 *
 * @param lists whether directories can be listed
 * @param readsAnywhere whether reading can start at any offset
 * @param writesAnywhere whether writing can start at any offset
 * @param truncates whether files can be truncated
 * @param sendsAtClose whether an upload is sent when its stream is closed
 * @param inMemory whether it is {@code ram:}, which loses the children of a renamed directory,
 *     creates a file when its stream is closed, and does not keep times
 */
record ProviderFeatures(
    Set<Capability> capabilities,
    boolean lists,
    boolean readsAnywhere,
    boolean writesAnywhere,
    boolean truncates,
    boolean sendsAtClose,
    boolean inMemory) {

  static ProviderFeatures of(String scheme, FileSystem vfs) {
    EnumSet<Capability> can = EnumSet.noneOf(Capability.class);
    boolean creates = vfs.hasCapability(org.apache.commons.vfs2.Capability.CREATE);
    boolean writes = creates && vfs.hasCapability(org.apache.commons.vfs2.Capability.WRITE_CONTENT);
    boolean renames = vfs.hasCapability(org.apache.commons.vfs2.Capability.RENAME);
    boolean anywhere = vfs.hasCapability(org.apache.commons.vfs2.Capability.RANDOM_ACCESS_WRITE);
    put(can, Capability.WRITE, writes);
    put(
        can,
        Capability.APPEND,
        vfs.hasCapability(org.apache.commons.vfs2.Capability.APPEND_CONTENT));
    put(can, Capability.RESUME, anywhere);
    put(can, Capability.DELETE, vfs.hasCapability(org.apache.commons.vfs2.Capability.DELETE));
    put(can, Capability.MAKE_DIRECTORY, creates);
    put(can, Capability.RENAME, renames);
    put(can, Capability.RENAME_DIRECTORY, renames);
    put(
        can,
        Capability.SET_TIME,
        vfs.hasCapability(org.apache.commons.vfs2.Capability.SET_LAST_MODIFIED_FILE));
    put(
        can,
        Capability.SET_DIRECTORY_TIME,
        vfs.hasCapability(org.apache.commons.vfs2.Capability.SET_LAST_MODIFIED_FOLDER));
    return new ProviderFeatures(
        Collections.unmodifiableSet(can),
        vfs.hasCapability(org.apache.commons.vfs2.Capability.LIST_CHILDREN),
        vfs.hasCapability(org.apache.commons.vfs2.Capability.RANDOM_ACCESS_READ),
        anywhere,
        vfs.hasCapability(org.apache.commons.vfs2.Capability.RANDOM_ACCESS_SET_LENGTH),
        scheme.startsWith("webdav"),
        scheme.equals("ram"));
  }

  private static void put(Set<Capability> set, Capability capability, boolean can) {
    if (can) {
      set.add(capability);
    }
  }

  boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  boolean isReadOnly() {
    return capabilities.isEmpty();
  }
}
