package io.github.nioftpd;

import static java.util.function.UnaryOperator.identity;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transcripts in {@code transcripts-read-only/*.ftp}, for read-only file systems that contain
 * the tree of {@link io.github.nioftpd.fs.ReadOnlyContract}. Every such backend plays them by
 * extending this class.
 */
public abstract class ReadOnlyTranscriptContract {

  /** Opens a file system that contains the tree; the contract closes it. */
  protected abstract FileSystem open() throws IOException;

  @ParameterizedTest(name = "{0}")
  @MethodSource("transcripts")
  void goesAsWritten(String name, List<String> lines) throws IOException {
    try (FileSystem fileSystem = open();
        TestFtp ftp = TestFtp.start(fileSystem, identity());
        Transcript transcript = new Transcript(ftp)) {
      transcript.play(lines);
      fileSystem.close(); // with its connections to a store, before the sockets left are counted
    }
  }

  static Stream<Arguments> transcripts() throws IOException, URISyntaxException {
    return Transcripts.in("transcripts-read-only");
  }
}
