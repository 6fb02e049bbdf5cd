package io.github.nioftpd.test;

import io.github.nioftpd.event.FtpReply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A command that the server received, with the replies that it sent so far.
 *
 * @param session the number of the session, from 1 on in each test
 * @param user the user who was logged in; empty before the login
 * @param verb the verb in upper case
 * @param argument the text after the verb; stars instead of a password
 * @param path the file or directory that the argument names, absolute and normalized; empty if it
 *     names none
 * @param replies the replies, in order
 * @param answered true if the server sends no more replies to this command
 */
public record Received(
    int session,
    String user,
    String verb,
    String argument,
    Optional<String> path,
    List<FtpReply> replies,
    boolean answered) {

  /** Copies the list. */
  public Received {
    replies = List.copyOf(replies);
  }

  /** {@return the line that the client sent; stars instead of a password} */
  public String line() {
    return argument.isEmpty() ? verb : verb + " " + argument;
  }

  /** {@return the codes of the replies, in order} */
  public List<Integer> codes() {
    return replies.stream().map(FtpReply::code).toList();
  }

  /** {@return the code of the last reply, or 0 if there is none} */
  public int lastCode() {
    return replies.isEmpty() ? 0 : replies.getLast().code();
  }

  /** {@return for example {@code STOR /out/a.csv -> 150, 226}} */
  @Override
  public String toString() {
    String codes = codes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return line() + " -> " + (codes.isEmpty() ? "no reply" : codes);
  }
}
