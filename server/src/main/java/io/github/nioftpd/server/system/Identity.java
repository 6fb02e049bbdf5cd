package io.github.nioftpd.server.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The ids that the kernel checks on access to files: a user, its groups, a umask. {@link #call}
 * runs an action with them, on a platform thread of its own.
 *
 * <p>A thread has these ids for one call on the file system and no longer, since a thread that is
 * started, or has to be started because another one was woken, inherits the ids of the one that did
 * it: the carrier threads of all sessions among them. So an action with other ids must take no
 * contended lock, log nothing, and start nothing. Safe for use by several threads.
 */
final class Identity {

  private static final long ROOT = 0;

  /** As many as there are calls at one time, which the number of sessions bounds. */
  private static final ExecutorService WORKERS =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), workers());

  private final long uid;
  private final long gid;
  private final List<Long> groups;
  private final int umask;
  private final Before before;

  /** The ids of the server itself. */
  private record Before(long gid, List<Long> groups) {}

  /** Something done on the file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /** Something done on the file system, without a result. */
  interface Step {
    void run() throws IOException;
  }

  private Identity(SystemUser user, int umask, Before before) {
    this.uid = user.uid();
    this.gid = user.gid();
    this.groups = user.groups();
    this.umask = umask;
    this.before = before;
  }

  /**
   * Takes on the ids of a user once, and checks that the kernel agrees.
   *
   * @param user anybody but root
   * @param umask the permissions that new files do not get
   * @throws IOException when the server cannot act as that user; it then must not serve him
   */
  static Identity of(SystemUser user, int umask) throws IOException {
    if (user.uid() == ROOT) {
      throw new IOException("the server does not act as root for a client");
    }
    requireRoot();
    // A helper thread of the JDK for channels must be there before anybody needs it as a user.
    FileChannel.open(Path.of("/dev/null"), StandardOpenOption.READ).close();
    Before before = new Before(Syscalls.effectiveGroup(), Syscalls.groups());
    Identity identity = new Identity(user, umask, before);
    ThreadStatus status = identity.call(ThreadStatus::ofThisThread);
    if (!status.isExactly(user)) {
      throw new IOException("the kernel did not take on the ids of " + user.name());
    }
    return identity;
  }

  /**
   * Looks whether this process can act as others at all.
   *
   * @throws IllegalArgumentException when it cannot; the message is one sentence
   */
  static void requireRoot() {
    try {
      if (Syscalls.effectiveUser() == ROOT) {
        return;
      }
    } catch (IOException | LinkageError | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "acting as the users of the system takes Linux, on a usual processor: " + e.getMessage(),
          e);
    }
    throw new IllegalArgumentException("acting as the users of the system takes root");
  }

  /**
   * Does something as the user, and waits for it.
   *
   * @throws IOException what it throws, or when the ids cannot be taken on
   */
  <T> T call(Action<T> action) throws IOException {
    FutureTask<T> task = new FutureTask<>(() -> within(action));
    WORKERS.execute(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true; // the opened file would leak without waiting for it
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The same without a result. */
  void run(Step step) throws IOException {
    call(
        () -> {
          step.run();
          return this;
        });
  }

  private static IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(failure);
    };
  }

  private <T> T within(Action<T> action) throws IOException {
    long mask = Syscalls.umask(umask);
    try {
      // in this order: without the user id of root no group could be set any more
      Syscalls.groups(groups);
      Syscalls.effectiveGroup(gid);
      Syscalls.effectiveUser(uid);
      return action.run();
    } finally {
      leave(mask);
    }
  }

  private void leave(long mask) {
    try {
      Syscalls.effectiveUser(ROOT);
      Syscalls.effectiveGroup(before.gid);
      Syscalls.groups(before.groups);
      Syscalls.umask(mask);
    } catch (IOException e) {
      // This thread would go on to work for others with the ids of this user.
      System.err.println("nioftpd: a thread cannot become root again: " + e.getMessage());
      Runtime.getRuntime().halt(70);
    }
  }

  private static ThreadFactory workers() {
    ThreadFactory factory =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name("nioftpd-user-", 0)
            .factory();
    return work ->
        factory.newThread(
            () -> {
              try {
                Syscalls.ownUmask();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              work.run();
            });
  }
}
