package io.github.nioftpd.server.system;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The system calls that change the ids of the calling thread, and of no other.
 *
 * <p>Safe for use by several threads.
 */
final class Syscalls {

  private static final long UNCHANGED = -1;
  private static final long CLONE_FS = 0x200;

  /** The numbers of the calls on one kind of machine. */
  private record Numbers(
      long setgroups,
      long getgroups,
      long setresgid,
      long setresuid,
      long geteuid,
      long getegid,
      long unshare,
      long umask) {}

  private static final Numbers X86_64 = new Numbers(116, 115, 119, 117, 107, 108, 272, 95);

  /** The numbers that newer architectures of Linux share. */
  private static final Numbers GENERIC = new Numbers(159, 158, 149, 147, 175, 177, 97, 166);

  private static final Numbers HERE = numbers();

  private Syscalls() {}

  private static Numbers numbers() {
    String architecture = System.getProperty("os.arch", "");
    if (System.getProperty("os.name", "").equals("Linux")) {
      switch (architecture) {
        case "amd64" -> {
          return X86_64;
        }
        case "aarch64", "riscv64", "loongarch64" -> {
          return GENERIC;
        }
        default -> {}
      }
    }
    throw new UnsupportedOperationException(
        "acting as a user of the system is known for Linux on x86-64, ARM, RISC-V and LoongArch"
            + " with 64 bits, not for "
            + System.getProperty("os.name")
            + " on "
            + architecture);
  }

  static void groups(List<Long> groups) throws IOException {
    // never of size 0, which Memory refuses
    try (Memory list = new Memory(4L * Math.max(1, groups.size()))) {
      for (int i = 0; i < groups.size(); i++) {
        list.setInt(4L * i, groups.get(i).intValue());
      }
      call("setgroups", HERE.setgroups, groups.size(), Pointer.nativeValue(list), 0);
    }
  }

  static List<Long> groups() throws IOException {
    int most = (int) call("getgroups", HERE.getgroups, 0, 0, 0);
    try (Memory list = new Memory(4L * Math.max(1, most))) {
      int count = (int) call("getgroups", HERE.getgroups, most, Pointer.nativeValue(list), 0);
      return IntStream.range(0, count)
          .mapToObj(i -> Integer.toUnsignedLong(list.getInt(4L * i)))
          .toList();
    }
  }

  static void effectiveGroup(long gid) throws IOException {
    call("setresgid", HERE.setresgid, UNCHANGED, gid, UNCHANGED);
  }

  /** The real and the saved one stay: so the user cannot send signals to the thread. */
  static void effectiveUser(long uid) throws IOException {
    call("setresuid", HERE.setresuid, UNCHANGED, uid, UNCHANGED);
  }

  static long effectiveUser() throws IOException {
    return call("geteuid", HERE.geteuid, 0, 0, 0);
  }

  static long effectiveGroup() throws IOException {
    return call("getegid", HERE.getegid, 0, 0, 0);
  }

  /** Gives the calling thread a umask and a working directory of its own. */
  static void ownUmask() throws IOException {
    call("unshare", HERE.unshare, CLONE_FS, 0, 0);
  }

  /** Sets the umask and returns the one before. */
  static long umask(long mask) throws IOException {
    return call("umask", HERE.umask, mask, 0, 0);
  }

  private static long call(String name, long number, long first, long second, long third)
      throws IOException {
    try {
      return LibC.syscall(number, first, second, third);
    } catch (LastErrorException e) {
      throw new IOException(name + " failed with error " + e.getErrorCode(), e);
    }
  }
}
