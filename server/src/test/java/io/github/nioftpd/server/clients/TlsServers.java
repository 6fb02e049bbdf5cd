package io.github.nioftpd.server.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Two servers shared by the tests of clients under TLS, one explicit and one implicit, each with
 * one version of TLS. Both require TLS and session resumption on data connections.
 */
final class TlsServers implements ArgumentsProvider {

  /** The data a client test needs. */
  record Tls(Server server, String version, boolean implicit) {

    /** The address without a user. */
    String url() {
      return (implicit ? "ftps" : "ftp") + "://127.0.0.1:" + server.port();
    }

    @Override
    public String toString() {
      return (implicit ? "implicit " : "explicit ") + version;
    }
  }

  private static final class Both implements AutoCloseable {
    private final Path directory = directory();
    private final Server explicit = start();
    private final Server implicit = start("--tls-implicit", "--tls-ccc");

    private static Path directory() {
      try {
        return Files.createTempDirectory("nioftpd-tls");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Server start(String... more) {
      String[] options =
          Stream.concat(
                  Stream.of(
                      "--tls",
                      "--tls-control-required",
                      "--tls-data-required",
                      "--tls-resumption=required"),
                  Stream.of(more))
              .toArray(String[]::new);
      try {
        return Server.start(directory.toString(), options);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      explicit.close();
      implicit.close();
      try (Stream<Path> left = Files.walk(directory)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(TlsServers.class));
    Both both = store.computeIfAbsent(Both.class, key -> new Both(), Both.class);
    return Stream.of("1.2", "1.3")
        .flatMap(
            version ->
                Stream.of(
                    new Tls(both.explicit, version, false), new Tls(both.implicit, version, true)))
        .map(Arguments::of);
  }
}
