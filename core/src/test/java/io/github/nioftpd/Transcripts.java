package io.github.nioftpd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The transcripts as test parameters: the name and the lines of each. */
final class Transcripts {

  private Transcripts() {}

  /** Reads the transcripts of a directory, from class files or a jar. */
  static Stream<Arguments> in(String directory) throws IOException, URISyntaxException {
    Path home =
        Path.of(Transcripts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(home)) {
      return read(home.resolve(directory));
    }
    URI jar = URI.create("jar:" + home.toUri());
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
      return read(inside.getPath("/" + directory));
    }
  }

  private static Stream<Arguments> read(Path directory) throws IOException {
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
