package io.github.nioftpd.server.logs;

import io.github.nioftpd.event.FtpEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The log of transfers in the layout of wu-ftpd and ProFTPD, one line for each: time, seconds,
 * client, bytes, file, type, action, direction, access, user, service, authentication, its user,
 * and c or i for complete or not.
 */
final class Xferlog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private Xferlog() {}

  /** A transfer as a line. */
  static Line line(FtpEvent.Transferred event, Instant now) {
    FtpEvent.Transfer transfer = event.transfer();
    boolean completed = !(event instanceof FtpEvent.TransferFailed);
    String user = event.client().user();
    long seconds = Math.max(1, Math.round(transfer.duration().toMillis() / 1000.0));
    String text =
        String.join(
            " ",
            TIME.format(now),
            String.valueOf(seconds),
            event.client().remote().getAddress().getHostAddress(),
            String.valueOf(transfer.bytes()),
            word(transfer.path().toString()),
            transfer.ascii() ? "a" : "b",
            "_",
            transfer.isUpload() ? "i" : "o",
            user.equals("anonymous") ? "a" : "r",
            word(user),
            "ftp",
            "0",
            "*",
            completed ? "c" : "i");
    return new Line(now, Line.INFORMATIONAL, text);
  }

  /** A text without what would end a field or a line. */
  private static String word(String text) {
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c ->
                word.appendCodePoint(
                    Character.isWhitespace(c)
                            || Character.isSpaceChar(c)
                            || Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE
                        ? '_'
                        : c));
    return word.isEmpty() ? "-" : word.toString();
  }
}
