package io.github.nioftpd.server.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Two servers that all tests of clients share, one of a directory and one of memory; they are
 * started when the first test needs them and ended after the last. To a test that fails they add
 * the end of what they logged.
 */
final class Servers implements ArgumentsProvider, TestExecutionExceptionHandler {

  private static final int TAIL = 6000;
  private static final Namespace NAMESPACE = Namespace.create(Servers.class);

  /** Both servers, and the directory that goes with them. */
  private static final class Both implements AutoCloseable {

    private final Map<String, Server> running = new ConcurrentHashMap<>();
    private final Path directory = directory();

    private static Path directory() {
      try {
        return Files.createTempDirectory("nioftpd-clients");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Server of(String location) {
      return running.computeIfAbsent(
          location,
          key -> {
            try {
              return Server.start(key);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
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

  private static Both both(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return store.computeIfAbsent(Both.class, key -> new Both(), Both.class);
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    Both both = both(context);
    return Stream.of(both.directory.toString(), "memory:")
        .map(location -> Arguments.of(both.of(location)));
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof org.opentest4j.TestAbortedException)) {
      for (Server server : both(context).running.values()) {
        String log = server.log();
        String tail = log.substring(Math.max(0, log.length() - TAIL));
        failure.addSuppressed(new AssertionError("the server of " + server + " said\n" + tail));
      }
    }
    throw failure;
  }
}
