package io.github.nioftpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.UnaryOperator.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transcripts in {@code transcripts/*.ftp}, each with a server and a file system of its own.
 * Every backend plays them by extending this class. Where a store differs, a transcript of the same
 * name in the {@code quirks} of its tests replaces it.
 */
public abstract class TranscriptContract {

  /** Opens an empty, writable file system; the contract closes it. */
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

  /** The resource directory of the transcripts that replace the common ones. */
  protected String quirks() {
    return "quirks";
  }

  private Optional<List<String>> quirk(String name) throws IOException {
    try (InputStream quirk = getClass().getResourceAsStream("/" + quirks() + "/" + name)) {
      return Optional.ofNullable(quirk)
          .map(stream -> new BufferedReader(new InputStreamReader(stream, UTF_8)).lines().toList());
    }
  }

  static Stream<Arguments> transcripts() throws IOException, URISyntaxException {
    return Transcripts.in("transcripts");
  }
}
