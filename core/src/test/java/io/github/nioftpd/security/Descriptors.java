package io.github.nioftpd.security;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process holds open, and the processor time it has used. */
public final class Descriptors {

  private Descriptors() {}

  /** How many descriptors are open, or 0 where the system cannot tell. */
  public static long open() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** The processor time of all threads in nanoseconds, or 0 where the system cannot tell. */
  public static long processorTime() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getProcessCpuTime()
        : 0;
  }
}
