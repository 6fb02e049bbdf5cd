package io.github.nioftpd.server.system;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user of the operating system, as the name service reports them.
 *
 * @param name the login name
 * @param uid the user id
 * @param gid the id of the first group
 * @param groups the ids of all groups, the first one among them
 * @param display the full name, or empty
 * @param home the home directory
 * @param shell the login shell
 */
record SystemUser(
    String name, long uid, long gid, List<Long> groups, String display, String home, String shell) {

  /** A NUL would end the name for C, a colon ends it in files, and -x would be an option. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\+-]{0,254}\\$?");

  private static final int LARGEST_ENTRY = 1 << 20;
  private static final int MOST_GROUPS = 65_536;
  private static final int ERANGE = 34;

  /**
   * Looks a user up.
   *
   * @return the user, or empty when there is none of this name
   * @throws IOException when the name service cannot be asked
   */
  static Optional<SystemUser> named(String name) throws IOException {
    if (!isName(name)) {
      return Optional.empty();
    }
    for (int size = 4096; size <= LARGEST_ENTRY; size *= 4) {
      try (Memory entry = new Memory(64);
          Memory texts = new Memory(size)) {
        PointerByReference found = new PointerByReference();
        int error = LibC.getpwnam_r(name, entry, texts, size, found);
        if (error == 0) {
          return found.getValue() == null ? Optional.empty() : Optional.of(read(entry));
        }
        if (error != ERANGE) {
          throw new IOException("the system's users cannot be asked, error " + error);
        }
      }
    }
    throw new IOException("the system's entry of a user is too large");
  }

  /** Whether there can be a user of this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** A struct passwd of Linux with 64 bits. */
  private static SystemUser read(Memory entry) throws IOException {
    int pointer = Native.POINTER_SIZE;
    String name = text(entry, 0);
    int gid = entry.getInt(2L * pointer + 4);
    return new SystemUser(
        name,
        Integer.toUnsignedLong(entry.getInt(2L * pointer)),
        Integer.toUnsignedLong(gid),
        groups(name, gid),
        text(entry, 2L * pointer + 8).split(",", 2)[0],
        text(entry, 3L * pointer + 8),
        text(entry, 4L * pointer + 8));
  }

  private static String text(Memory entry, long offset) {
    Pointer text = entry.getPointer(offset);
    return text == null ? "" : text.getString(0, "UTF-8");
  }

  private static List<Long> groups(String name, int gid) throws IOException {
    for (int size = 64; size <= MOST_GROUPS; size *= 4) {
      int[] found = new int[size];
      IntByReference count = new IntByReference(size);
      if (LibC.getgrouplist(name, gid, found, count) >= 0) {
        return Arrays.stream(found, 0, count.getValue())
            .mapToObj(Integer::toUnsignedLong)
            .distinct()
            .toList();
      }
    }
    throw new IOException("the user " + name + " is in too many groups");
  }
}
