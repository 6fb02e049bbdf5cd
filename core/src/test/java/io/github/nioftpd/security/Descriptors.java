package io.github.nioftpd.security;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The open descriptors and the processor time of this process. */
public final class Descriptors {

  private Descriptors() {}

  /** The number of open descriptors, or 0 where the system does not report it. */
  public static long open() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** The processor time of all threads in nanoseconds, or 0 where the system does not report it. */
  public static long processorTime() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getProcessCpuTime()
        : 0;
  }
}
