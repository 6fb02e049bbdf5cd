package io.github.nioftpd.fs.local;

import io.github.nioftpd.fs.NameBytes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Linux's {@code openat2}, which opens a path and lets no part of it lead out of a directory.
 *
 * <p>The foreign-function API is final since Java 22, and this project compiles for 21: so it is
 * called by reflection, once, to make two method handles, and nowhere else. Safe for use by several
 * threads.
 */
final class Openat2 {

  /** The descriptor that means the working directory. */
  static final int WORKING_DIRECTORY = -100;

  static final int RESOLVE_NO_MAGICLINKS = 0x02;
  static final int RESOLVE_NO_SYMLINKS = 0x04;
  static final int RESOLVE_BENEATH = 0x08;

  static final int ENOENT = 2;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EXDEV = 18;
  static final int ENAMETOOLONG = 36;
  static final int ELOOP = 40;

  static final long O_PATH = 0x200000;
  static final long O_CLOEXEC = 0x80000;
  // ARM and POWER differ from x86, s390 and RISC-V.
  static final long O_DIRECTORY =
      System.getProperty("os.arch", "").matches("aarch64|arm.*|ppc.*") ? 0x4000 : 0x10000;

  private static final String API = "java.lang.foreign.";
  private static final int PATH_MAX = 4096;
  private static final long NUMBER = 437; // the same on every architecture the JDK runs on

  /** The charset in which the JDK reads texts of the C library. */
  private static final Charset TEXTS =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

  private static final MethodHandle SEGMENT_OF;
  private static final MethodHandle ADDRESS_OF;
  private static final MethodHandle SYSCALL;
  private static final MethodHandle CLOSE;
  private static final Optional<MethodHandle> ERROR_TEXT;
  private static final boolean LINKED;

  /**
   * As many as there were calls at one time. Without a lock: a thread that acts as a user must wake
   * no other one.
   */
  private static final ConcurrentLinkedQueue<Frame> IDLE = new ConcurrentLinkedQueue<>();

  static {
    MethodHandle none = MethodHandles.zero(void.class);
    MethodHandle[] linked = {none, none, none, none};
    boolean success = false;
    try {
      if (System.getProperty("os.name", "").equals("Linux")) {
        linked = link();
        success = true;
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // An older JDK, or native access is denied: a weaker confinement is chosen, and described.
      success = false;
    }
    SEGMENT_OF = linked[0];
    ADDRESS_OF = linked[1];
    SYSCALL = linked[2];
    CLOSE = linked[3];
    LINKED = success;
    ERROR_TEXT = linkErrorText();
  }

  private Openat2() {}

  /** Returns whether this process can make the call; the kernel may still not support it. */
  static boolean isLinked() {
    return LINKED;
  }

  /**
   * Opens a path for reference only (O_PATH): by the descriptor itself nothing is read or written.
   *
   * @param directory the descriptor where the path starts, or {@link #WORKING_DIRECTORY}
   * @param path the path as the system writes it
   * @param flags O_DIRECTORY when anything else is to be refused, or 0
   * @param resolve a sum of the RESOLVE constants
   * @return a descriptor, which the caller closes, or the negated error number
   */
  static int reference(int directory, String path, long flags, long resolve) {
    ByteBuffer name = ByteBuffer.wrap(NameBytes.encode(path));
    if (name.remaining() >= PATH_MAX) {
      return -ENAMETOOLONG;
    }
    Frame idle = IDLE.poll();
    Frame frame = idle == null ? new Frame() : idle;
    try {
      return frame.call(directory, name, flags | O_PATH | O_CLOEXEC, resolve);
    } finally {
      IDLE.offer(frame);
    }
  }

  /** Closes a descriptor that {@link #reference} opened. */
  static void close(int descriptor) {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("close(2) could not be called", e);
    }
  }

  /** The message of the C library for an error, in the language of the process. */
  static Optional<String> errorText(int number) {
    if (ERROR_TEXT.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer text = ByteBuffer.allocateDirect(256);
    try {
      long address = (long) ADDRESS_OF.invoke(SEGMENT_OF.invoke((Buffer) text));
      MethodHandle call = ERROR_TEXT.get();
      long ignored = (long) call.invokeExact((long) number, address, (long) text.capacity());
    } catch (Throwable e) {
      throw new IllegalStateException("strerror_r(3) could not be called", e);
    }
    int end = 0;
    while (end < text.limit() && text.get(end) != 0) {
      end++;
    }
    return Optional.of(TEXTS.decode(text.slice(0, end)).toString());
  }

  /**
   * The memory of one call: a struct open_how, the path behind it. One thread at a time uses it.
   */
  private static final class Frame {
    private static final int HOW_SIZE = 24;

    private final ByteBuffer memory = direct(HOW_SIZE + PATH_MAX);
    private final ByteBuffer errno = direct(16);
    private final long address;
    private final Object errnoSegment;

    Frame() {
      try {
        address = (long) ADDRESS_OF.invoke(SEGMENT_OF.invoke((Buffer) memory));
        errnoSegment = SEGMENT_OF.invoke((Buffer) errno);
      } catch (Throwable e) {
        throw new IllegalStateException("no memory for a native call", e);
      }
    }

    private static ByteBuffer direct(int size) {
      return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    int call(int directory, ByteBuffer name, long flags, long resolve) {
      memory.clear();
      memory.putLong(flags).putLong(0).putLong(resolve).put(name).put((byte) 0);
      long start = directory;
      long path = address + HOW_SIZE;
      long size = HOW_SIZE;
      try {
        long result = (long) SYSCALL.invokeExact(errnoSegment, NUMBER, start, path, address, size);
        return result < 0 ? -errno.getInt(0) : (int) result;
      } catch (Throwable e) {
        throw new IllegalStateException("openat2(2) could not be called", e);
      }
    }
  }

  private static MethodHandle[] link() throws ReflectiveOperationException {
    Class<?> segment = Class.forName(API + "MemorySegment");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> option = Class.forName(API + "Linker$Option");
    // syscall(2) is variadic behind its first parameter.
    Object variadic = option.getMethod("firstVariadicArg", int.class).invoke(null, 1);
    Object errno =
        option
            .getMethod("captureCallState", String[].class)
            .invoke(null, (Object) new String[] {"errno"});
    MethodType five =
        MethodType.methodType(
            long.class, Object.class, long.class, long.class, long.class, long.class, long.class);
    return new MethodHandle[] {
      lookup.findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class)),
      lookup.findVirtual(segment, "address", MethodType.methodType(long.class)),
      downcall("syscall", "JAVA_LONG", 5, variadic, errno).asType(five),
      downcall("close", "JAVA_INT", 1)
    };
  }

  private static Optional<MethodHandle> linkErrorText() {
    try {
      return LINKED ? Optional.of(downcall("__xpg_strerror_r", "JAVA_LONG", 3)) : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty(); // a C library of another kind: its texts are taken to be English
    }
  }

  /** A handle of a function of the C library whose result and parameters are of one type. */
  private static MethodHandle downcall(String name, String type, int parameters, Object... options)
      throws ReflectiveOperationException {
    Class<?> linkerType = Class.forName(API + "Linker");
    Class<?> layoutType = Class.forName(API + "MemoryLayout");
    Object layout = Class.forName(API + "ValueLayout").getField(type).get(null);
    Object layouts = Array.newInstance(layoutType, parameters);
    for (int i = 0; i < parameters; i++) {
      Array.set(layouts, i, layout);
    }
    Class<?> descriptorType = Class.forName(API + "FunctionDescriptor");
    Object descriptor =
        descriptorType
            .getMethod("of", layoutType, layouts.getClass())
            .invoke(null, layout, layouts);
    Object chosen = Array.newInstance(Class.forName(API + "Linker$Option"), options.length);
    for (int i = 0; i < options.length; i++) {
      Array.set(chosen, i, options[i]);
    }
    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
    Class<?> lookupType = Class.forName(API + "SymbolLookup");
    Optional<?> symbol =
        (Optional<?>) lookupType.getMethod("find", String.class).invoke(symbols, name);
    Class<?> segmentType = Class.forName(API + "MemorySegment");
    return (MethodHandle)
        linkerType
            .getMethod("downcallHandle", segmentType, descriptorType, chosen.getClass())
            .invoke(linker, symbol.orElseThrow(), descriptor, chosen);
  }
}
