package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.UnaryOperator.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transcripts in {@code transcripts/*.ftp}, each with a server and a file system of its own.
 * Every backend plays them by extending this class. Where a store cannot do something, a transcript
 * of the same name in {@code quirks} among its own tests says what happens instead.
 */
public abstract class TranscriptContract {

  /** Opens a file system that is empty and may be written; the contract closes it. */
  protected abstract FileSystem open() throws IOException;

  @ParameterizedTest(name = "{0}")
  @MethodSource("transcripts")
  void goesAsWritten(String name, List<String> lines) throws IOException {
    try (FileSystem fileSystem = open();
        TestFtp ftp = TestFtp.start(fileSystem, identity());
        Transcript transcript = new Transcript(ftp)) {
      transcript.play(quirk(name).orElse(lines));
      fileSystem.close(); // with its connections to a store, before the sockets left are counted
    }
  }

  private Optional<List<String>> quirk(String name) throws IOException {
    try (InputStream quirk = getClass().getResourceAsStream("/quirks/" + name)) {
      return Optional.ofNullable(quirk)
          .map(stream -> new BufferedReader(new InputStreamReader(stream, UTF_8)).lines().toList());
    }
  }

  static Stream<Arguments> transcripts() throws IOException, URISyntaxException {
    Path home =
        Path.of(
            TranscriptContract.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(home)) {
      return transcripts(home.resolve("transcripts"));
    }
    URI jar = URI.create("jar:" + home.toUri());
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
      return transcripts(inside.getPath("/transcripts"));
    }
  }

  private static Stream<Arguments> transcripts(Path directory) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> all.put(file.getFileName().toString(), lines(file)));
    }
    return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
