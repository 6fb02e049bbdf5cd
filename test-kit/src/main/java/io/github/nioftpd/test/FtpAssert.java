package io.github.nioftpd.test;

import io.github.nioftpd.test.fault.FaultBuilder;
import io.github.nioftpd.test.fault.FaultRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the files, commands and sessions of an FTP server. A failure shows the dialogue.
 * Paths are absolute, as clients see them.
 */
public final class FtpAssert extends AbstractAssert<FtpAssert, FtpControl> {

  /** A client that has closed its connection may be ahead of the server. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Optional<ReceivedCommands> received = Optional.empty();

  FtpAssert(FtpControl actual) {
    super(actual, FtpAssert.class);
  }

  // ---- files

  /**
   * Verifies that a file exists.
   *
   * @param path the path of the file
   * @return this object
   */
  public FtpAssert hasFile(String path) {
    isNotNull();
    Path file = actual.path(path);
    if (Files.isDirectory(file)) {
      throw problem("Expected a file %s, but it is a directory.", path);
    }
    if (!Files.isRegularFile(file)) {
      throw problem("Expected a file %s, but %s", path, FileFindings.absence(actual, path));
    }
    return this;
  }

  /**
   * Verifies that a file exists and has a content.
   *
   * @param path the path of the file
   * @param text the content, encoded in UTF-8
   * @return this object
   */
  public FtpAssert hasFile(String path, String text) {
    return hasFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Verifies that a file exists and has a content.
   *
   * @param path the path of the file
   * @param content the content
   * @return this object
   */
  public FtpAssert hasFile(String path, byte[] content) {
    hasFile(path);
    FileFindings.difference(FileFindings.bytes(actual.path(path)), content)
        .ifPresent(
            difference -> {
              throw problem("The file %s has other content than expected: %s", path, difference);
            });
    return this;
  }

  /**
   * Verifies that there is neither a file nor a directory of this name.
   *
   * @param path the path
   * @return this object
   */
  public FtpAssert hasNoFile(String path) {
    isNotNull();
    Path file = actual.path(path);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw problem("Expected no file %s, but there is %s.", path, FileFindings.kind(file));
    }
    return this;
  }

  /**
   * Verifies that a directory exists.
   *
   * @param path the path of the directory
   * @return this object
   */
  public FtpAssert hasDirectory(String path) {
    isNotNull();
    Path directory = actual.path(path);
    if (Files.isRegularFile(directory)) {
      throw problem("Expected a directory %s, but it is a file.", path);
    }
    if (!Files.isDirectory(directory)) {
      throw problem("Expected a directory %s, but %s", path, FileFindings.absence(actual, path));
    }
    return this;
  }

  /**
   * Verifies that the server has the same directories and files as a directory, and no others.
   * Times and permissions are not compared.
   *
   * @param directory the expected content of the root
   * @return this object
   */
  public FtpAssert hasTreeEqualTo(Path directory) {
    return hasTreeEqualTo("/", directory);
  }

  /**
   * Verifies that a directory of the server has the same directories and files as another, and no
   * others. Times and permissions are not compared.
   *
   * @param path the directory of the server
   * @param directory the expected content
   * @return this object
   */
  public FtpAssert hasTreeEqualTo(String path, Path directory) {
    hasDirectory(path);
    List<String> differences = FileFindings.differences(actual.path(path), directory);
    if (!differences.isEmpty()) {
      throw problem(
          "The directory %s differs from %s:%n%s",
          path, directory, FileFindings.lines(differences));
    }
    return this;
  }

  // ---- commands

  /**
   * Verifies that the server received a command, once or more. {@link #replied} then refers to it.
   *
   * @param command a verb, such as {@code MLSD}, or a verb and an argument, such as {@code STOR
   *     /out/a.csv}. The argument is compared with the text that the client sent, and with the path
   *     that it means.
   * @return this object
   */
  public FtpAssert received(String command) {
    ReceivedCommands commands = select(command);
    if (commands.matching().isEmpty()) {
      throw problem("Expected the command %s, but it was not received.%s", command, commands);
    }
    return this;
  }

  /**
   * Verifies that the server received a command a number of times. {@link #replied} then refers to
   * these.
   *
   * @param command as for {@link #received(String)}
   * @param times how often
   * @return this object
   */
  public FtpAssert received(String command, int times) {
    ReceivedCommands commands = select(command);
    int number = commands.matching().size();
    if (number != times) {
      throw problem(
          "Expected the command %s %s, but it was received %s.%s",
          command, times(times), times(number), commands);
    }
    return this;
  }

  /**
   * Verifies that the server did not receive a command.
   *
   * @param command as for {@link #received(String)}
   * @return this object
   * @throws IllegalArgumentException if the verb is unknown
   */
  public FtpAssert neverReceived(String command) {
    ReceivedCommands commands = select(command);
    requireKnown(commands.verb());
    int number = commands.matching().size();
    if (number > 0) {
      throw problem(
          "Expected no command %s, but it was received %s.%s", command, times(number), commands);
    }
    return this;
  }

  /** With a misspelt verb the assertion would always hold. */
  private static void requireKnown(String verb) {
    FaultBuilder unused = FaultRule.on(verb);
  }

  private ReceivedCommands select(String command) {
    isNotNull();
    ReceivedCommands commands = ReceivedCommands.of(command, actual.commands());
    received = Optional.of(commands);
    return commands;
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  /**
   * Verifies the last reply to each of the commands that {@link #received} found, in their order:
   * for a transfer, the one after 150.
   *
   * @param codes the codes; 0 for a command without a reply
   * @return this object
   * @throws IllegalStateException without a call of {@code received} before
   */
  public FtpAssert replied(int... codes) {
    ReceivedCommands commands =
        received.orElseThrow(() -> new IllegalStateException("call received(…) before replied(…)"));
    List<Integer> wanted = IntStream.of(codes).boxed().toList();
    if (!commands.lastCodes().equals(wanted)) {
      throw problem(
          "Expected the replies %s to %s, but they were %s.%s",
          wanted, commands.pattern(), commands.lastCodes(), commands);
    }
    return this;
  }

  // ---- sessions

  /**
   * Verifies that a user has logged in.
   *
   * @param user the name
   * @return this object
   */
  public FtpAssert hasLoggedIn(String user) {
    isNotNull();
    List<String> logins = ReceivedCommands.logins(actual.commands());
    if (!logins.contains(user)) {
      throw problem("Expected a login of %s, but %s.", user, described(logins));
    }
    return this;
  }

  /**
   * Verifies that no user has logged in.
   *
   * @return this object
   */
  public FtpAssert hasNoLogin() {
    isNotNull();
    List<String> logins = ReceivedCommands.logins(actual.commands());
    if (!logins.isEmpty()) {
      throw problem("Expected no login, but %s.", described(logins));
    }
    return this;
  }

  private static String described(List<String> logins) {
    return logins.isEmpty()
        ? "nobody has logged in"
        : "the users who have logged in are "
            + logins.stream().distinct().collect(Collectors.joining(", "));
  }

  /**
   * Verifies that all sessions have ended, within two seconds.
   *
   * @return this object
   */
  public FtpAssert hasNoOpenSessions() {
    isNotNull();
    try {
      actual.awaitNoSessions(PATIENCE);
    } catch (AssertionError e) {
      throw problem("Expected no open session, but there are %d.", actual.sessions().size());
    }
    return this;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library of its own
  private AssertionError problem(String message, Object... arguments) {
    String transcript = actual.transcript().excerpt();
    return failure(
        "%s%n%n%s",
        String.format(message, arguments),
        transcript.isEmpty() ? "No client has connected." : "Transcript:\n" + transcript);
  }
}
