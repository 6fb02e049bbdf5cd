package io.github.nioftpd.server.system;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of the C library that are called. Loaded when the first user of the system is asked
 * for, and not before. Safe for use by several threads.
 */
final class LibC {

  static {
    Native.register(LibC.class, NativeLibrary.getProcess());
  }

  private LibC() {}

  /** A system call as such: glibc's own setuid and the like change all threads of the process. */
  static native long syscall(long number, long first, long second, long third)
      throws LastErrorException;

  static native int getpwnam_r(
      String name, Pointer passwd, Pointer texts, long size, PointerByReference result);

  static native int getgrouplist(String name, int group, int[] groups, IntByReference count);
}
