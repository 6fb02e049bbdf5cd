package io.github.nioftpd.server.clients;

import io.github.nioftpd.fs.s3.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The servers shared by all tests of clients: of a directory, of memory, and of buckets in two
 * stores. They start with the first test that needs them and end after the last. They add the end
 * of their log to a failed test.
 */
final class Servers
    implements ArgumentsProvider, InvocationInterceptor, TestExecutionExceptionHandler {

  private static final int TAIL = 6000;
  private static final Namespace NAMESPACE = Namespace.create(Servers.class);

  /** All servers and their directory. */
  private static final class All implements AutoCloseable {

    private final Map<String, Server> running = new ConcurrentHashMap<>();
    private final Path directory = directory();

    private static Path directory() {
      try {
        return Files.createTempDirectory("nioftpd-clients");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Server of(String name, Callable<Server> start) {
      return running.computeIfAbsent(
          name,
          key -> {
            try {
              return start.call();
            } catch (Exception e) {
              throw new IllegalStateException("the server of " + name + " does not start", e);
            }
          });
    }

    Stream<Server> files() {
      return Stream.of(
          of("directory", () -> Server.start(directory.toString())),
          of("memory", () -> Server.start("memory:")));
    }

    Stream<Server> buckets() {
      Optional<String> lack = TestStore.lackOfCeph();
      return Stream.of(
          of("bucket", () -> Server.start(TestStore.shared())),
          lack.isPresent()
              ? Server.lacking("Ceph", lack.get())
              : of("Ceph", () -> Server.start(TestStore.ceph())));
    }

    @Override
    public void close() throws IOException {
      running.values().forEach(Server::close);
      try (Stream<Path> left = Files.walk(directory)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static All all(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return store.computeIfAbsent(All.class, key -> new All(), All.class);
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    All all = all(context);
    return Stream.concat(all.files(), all.buckets()).map(Arguments::of);
  }

  /** The servers of buckets. */
  static final class OfBuckets implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return all(context).buckets().map(Arguments::of);
    }
  }

  /** Skips tests of a server that cannot start, before any fixture uses it. */
  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    for (Object argument : constructor.getArguments()) {
      if (argument instanceof Server server) {
        server.port();
      }
    }
    return invocation.proceed();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof org.opentest4j.TestAbortedException)) {
      for (Server server : all(context).running.values()) {
        String log = server.log();
        String tail = log.substring(Math.max(0, log.length() - TAIL));
        failure.addSuppressed(new AssertionError("the server of " + server + " said\n" + tail));
      }
    }
    throw failure;
  }
}
