package io.github.nioftpd.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Transfer;
import io.github.nioftpd.event.VetoHook.Action;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private static final Instant TIME = Instant.parse("2026-11-22T07:36:11Z");

  private static final Client CLIENT =
      new Client(7, new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), "bob");

  private static final Path A = EventPaths.path("/a");

  private static final Transfer UPLOAD = new Transfer("STOR", A, false, 5, Duration.ofMillis(12));

  private static final Transfer DOWNLOAD = new Transfer("RETR", A, false, 5, Duration.ofMillis(12));

  /** One event of each kind. */
  static List<FtpEvent> all() {
    List<FtpEvent> all =
        new ArrayList<>(
            List.of(
                new FtpEvent.Connected(CLIENT),
                new FtpEvent.Disconnected(CLIENT, "quit"),
                new FtpEvent.LoggedIn(CLIENT),
                new FtpEvent.LoginFailed(CLIENT, "eve"),
                new FtpEvent.Banned(CLIENT, Duration.ofMinutes(10)),
                new FtpEvent.LoggedOut(CLIENT),
                new FtpEvent.Started(CLIENT, "APPE", A),
                new FtpEvent.Uploaded(CLIENT, UPLOAD),
                new FtpEvent.TransferFailed(CLIENT, UPLOAD, 426, "Aborted."),
                new FtpEvent.Started(CLIENT, "RETR", A),
                new FtpEvent.Downloaded(CLIENT, DOWNLOAD),
                new FtpEvent.TransferFailed(CLIENT, DOWNLOAD, 426, "Aborted."),
                changed("DELE", Optional.empty()),
                changed("RNTO", Optional.of(A)),
                changed("SITE CPTO", Optional.of(A)),
                changed("MKD", Optional.empty()),
                changed("RMD", Optional.empty()),
                changed("MFMT", Optional.empty()),
                new FtpEvent.Failed(
                    CLIENT, "DELE", "a", Optional.of(A), 550, "Permission denied.")));
    return all;
  }

  private static FtpEvent changed(String verb, Optional<Path> target) {
    return new FtpEvent.Changed(CLIENT, verb, "a", A, target);
  }

  @Test
  void everyEventHasANameAndEveryNameAnEvent() {
    assertThat(all().stream().map(event -> EventJson.of(event, TIME).event()))
        .containsExactlyElementsOf(EventJson.NAMES);
    Stream<String> verbs =
        Stream.of("PASS", "STOR", "RETR", "DELE", "RNTO", "SITE CPTO", "MKD", "RMD", "SITE CHMOD");
    assertThat(verbs.map(verb -> new Action(CLIENT, verb, Optional.of(A), Optional.empty())))
        .extracting(action -> EventJson.of(action, TIME).event())
        .containsExactlyElementsOf(EventJson.QUESTIONS);
  }

  @Test
  void aLoginThatMayBeRefusedHasTheRootAsItsPath() {
    Action login = new Action(CLIENT, "PASS", Optional.empty(), Optional.empty());
    assertThat(EventJson.of(login, TIME).toJson())
        .endsWith("\"user\":\"bob\",\"verb\":\"PASS\",\"path\":\"/\",\"target\":\"\"}");
  }

  @Test
  void anUploadReportsUserFileAndSize() {
    assertThat(EventJson.of(new FtpEvent.Uploaded(CLIENT, UPLOAD), TIME).toJson())
        .isEqualTo(
            "{\"event\":\"upload\",\"time\":\"2026-11-22T07:36:11Z\",\"session\":7,"
                + "\"remote\":\"127.0.0.1\",\"port\":4711,\"user\":\"bob\",\"verb\":\"STOR\","
                + "\"path\":\"/a\",\"ascii\":false,\"bytes\":5,\"milliseconds\":12,"
                + "\"location\":\"memory:/a\"}");
  }

  @Test
  void aFailureReportsPathReplyAndReason() {
    Optional<Path> path = Optional.of(Path.of("/srv/d/a b"));
    FtpEvent refused = new FtpEvent.Failed(CLIENT, "DELE", "a b", path, 550, "File busy.");
    assertThat(EventJson.of(refused, TIME).toJson())
        .endsWith(
            "\"verb\":\"DELE\",\"argument\":\"a b\",\"path\":\"/srv/d/a b\",\"reply\":550,"
                + "\"reason\":\"File busy.\",\"file\":\"/srv/d/a b\","
                + "\"location\":\"file:///srv/d/a%20b\"}");
    FtpEvent stopped = new FtpEvent.TransferFailed(CLIENT, UPLOAD, 552, "Too large.");
    assertThat(EventJson.of(stopped, TIME).toJson())
        .endsWith(
            "\"milliseconds\":12,\"reply\":552,\"reason\":\"Too large.\","
                + "\"location\":\"memory:/a\"}");
  }

  @Test
  void anObjectIsOneLineOfPrintableCharactersForAnyName() {
    String evil = "a\r\n230 ok\u001b[2J\u2028\u202e\u200f\u0085\"\\\ud83d\ude00\ud800\u007f";
    String json = EventJson.of(EventPaths.deleted(CLIENT, evil), TIME).toJson();
    assertThat(json.codePoints())
        .allMatch(
            c ->
                Character.getType(c) != Character.CONTROL
                    && Character.getType(c) != Character.FORMAT)
        .doesNotContain(0x2028, 0xd800);
    JsonObject parsed = JsonParser.parseString(json).getAsJsonObject();
    assertThat(parsed.get("path").getAsString()).isEqualTo(evil);
  }
}
