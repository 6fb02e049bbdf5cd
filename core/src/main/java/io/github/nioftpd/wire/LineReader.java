package io.github.nioftpd.wire;

import io.github.nioftpd.wire.MalformedLineException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reader of command lines: bytes until CR LF, without Telnet commands, of bounded length (RFC 959
 * section 5.3, RFC 854).
 *
 * <p>A line that breaks the rules is read to its end and reported, so that the next one is
 * understood. A line feed alone ends a line, too, so that its sender hears of it; but that line is
 * reported, and so are the bytes up to the next CR LF: a name with a line feed in it, passed on by
 * a careless client, must not become a second command. Owned by the thread that reads.
 */
public final class LineReader {

  /**
   * The most bytes a line may have, without its CR LF; room for a path of 4,096 bytes and its verb.
   */
  public static final int LIMIT = 4_200;

  /** The most bytes of an over-long line that are skipped before the reader gives up. */
  static final int ENDLESS = 1 << 18;

  private static final int IAC = 255;
  private static final int IP = 244;
  private static final int DATA_MARK = 242;
  private static final int WILL = 251;
  private static final int DONT = 254;
  private static final int SB = 250;
  private static final int SE = 240;

  private final InputStream in;
  private final Charset charset;
  private final byte[] buffer = new byte[1024];
  private int next;
  private int end;

  private byte[] line = new byte[128];
  private int length;
  private int skipped;
  private @Nullable Fault fault;

  /** Whether a line feed alone came last: the bytes up to the next CR LF are no command. */
  private boolean afterLineFeed;

  /**
   * Makes a reader.
   *
   * @param in where the bytes come from
   */
  public LineReader(InputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /**
   * Reads a line.
   *
   * @return the line without its CR LF, or null when the stream ended
   * @throws MalformedLineException when the line breaks the rules
   */
  public @Nullable String readLine() throws IOException {
    length = 0;
    skipped = 0;
    fault = afterLineFeed ? Fault.BARE_LF : null;
    afterLineFeed = false;
    int b = telnet();
    while (b >= 0 && b != '\n') {
      if (b == '\r') {
        b = telnet();
        if (b == '\n') {
          return finish();
        }
        blame(b == 0 ? Fault.NUL : Fault.BARE_CR);
      } else {
        append(b);
        b = telnet();
      }
    }
    if (b < 0) {
      return null;
    }
    blame(Fault.BARE_LF);
    afterLineFeed = true;
    return finish();
  }

  /** Whether bytes were read ahead that no line has taken yet. */
  public boolean hasReadAhead() {
    return next < end;
  }

  private void append(int b) throws MalformedLineException {
    if (b == 0) {
      blame(Fault.NUL);
    }
    if (length == LIMIT) {
      blame(Fault.TOO_LONG);
      if (++skipped > ENDLESS) {
        throw new MalformedLineException(Fault.ENDLESS);
      }
      return;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(LIMIT, 2 * length));
    }
    line[length++] = (byte) b;
  }

  /** The first fault of a line is the one that is told. */
  private void blame(Fault what) {
    if (fault == null) {
      fault = what;
    }
  }

  private String finish() throws MalformedLineException {
    if (fault != null) {
      throw new MalformedLineException(fault);
    }
    try {
      String text = decode();
      line = length > 512 ? new byte[128] : line;
      return text;
    } catch (CharacterCodingException e) {
      throw new MalformedLineException(Fault.NOT_TEXT);
    }
  }

  private String decode() throws CharacterCodingException {
    for (int i = 0; i < length; i++) {
      if (line[i] < 0) {
        return WireText.decode(line, length, charset);
      }
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * The next byte that is not part of a Telnet command, or -1. IAC IAC is the byte 255. IAC before
   * a byte that is no command is the byte 255 of a client that does not double it. At the beginning
   * of a line it is dropped, and so is a Data Mark behind IP, because relays take one of the two
   * bytes of an urgent Data Mark out of the stream.
   */
  private int telnet() throws IOException {
    int b = raw();
    while (b == IAC) {
      int command = raw();
      if (command == IAC || (command < SE && length == 0)) {
        return command;
      }
      if (command >= 0 && command < SE) {
        next--;
        return IAC;
      }
      if (command >= WILL && command <= DONT) {
        raw();
      } else if (command == SB) {
        skipSubnegotiation();
      }
      b = raw();
      if (command == IP && b == DATA_MARK) {
        b = raw();
      }
    }
    return b;
  }

  private void skipSubnegotiation() throws IOException {
    int count = 0;
    int before = 0;
    int b = raw();
    while (b >= 0 && !(before == IAC && b == SE)) {
      if (++count > LIMIT) {
        throw new MalformedLineException(Fault.ENDLESS);
      }
      before = before == IAC && b == IAC ? 0 : b;
      b = raw();
    }
  }

  private int raw() throws IOException {
    if (next == end) {
      next = 0;
      end = in.read(buffer, 0, buffer.length);
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[next++] & 0xFF;
  }
}
