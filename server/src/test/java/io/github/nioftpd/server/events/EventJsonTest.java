package io.github.nioftpd.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Movement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private static final Instant TIME = Instant.parse("2026-11-22T07:36:11Z");

  private static final Client CLIENT =
      new Client(7, new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), "bob");

  private static final Movement MOVEMENT =
      new Movement("STOR", "/a", Optional.empty(), false, 5, Duration.ofMillis(12));

  /** One of each kind. */
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
                new FtpEvent.Started(CLIENT, "APPE", "/a", Optional.empty()),
                new FtpEvent.Uploaded(CLIENT, MOVEMENT),
                new FtpEvent.UploadIncomplete(CLIENT, MOVEMENT, 426, "Aborted."),
                new FtpEvent.Started(CLIENT, "RETR", "/a", Optional.empty()),
                new FtpEvent.Downloaded(CLIENT, MOVEMENT),
                new FtpEvent.DownloadIncomplete(CLIENT, MOVEMENT, 426, "Aborted."),
                new FtpEvent.Deleted(CLIENT, "/a", Optional.empty()),
                new FtpEvent.Renamed(CLIENT, "/a", "/b", Optional.empty()),
                new FtpEvent.Copied(CLIENT, "/a", "/b", Optional.empty()),
                new FtpEvent.DirectoryMade(CLIENT, "/d", Optional.empty()),
                new FtpEvent.DirectoryRemoved(CLIENT, "/d", Optional.empty()),
                new FtpEvent.Changed(CLIENT, "MFMT", "20240101000000 a", Optional.empty()),
                new FtpEvent.Failed(
                    CLIENT, "DELE", "a", "/d/a", Optional.empty(), 550, "Permission denied.")));
    for (String verb :
        List.of("PASS", "STOR", "RETR", "DELE", "RNTO", "SITE CPTO", "MKD", "RMD", "SITE CHMOD")) {
      all.add(new FtpEvent.Before(CLIENT, verb, "/a", "", Optional.empty()));
    }
    return all;
  }

  @Test
  void everyEventHasANameAndEveryNameAnEvent() {
    List<String> names = new ArrayList<>(EventJson.NAMES);
    names.addAll(EventJson.QUESTIONS);
    assertThat(all().stream().map(event -> EventJson.of(event, TIME).event()).toList())
        .isEqualTo(names);
  }

  @Test
  void anUploadTellsWhoWhatAndHowMuch() {
    assertThat(EventJson.of(new FtpEvent.Uploaded(CLIENT, MOVEMENT), TIME).toJson())
        .isEqualTo(
            "{\"event\":\"upload\",\"time\":\"2026-11-22T07:36:11Z\",\"session\":7,"
                + "\"remote\":\"127.0.0.1\",\"port\":4711,\"user\":\"bob\",\"verb\":\"STOR\","
                + "\"path\":\"/a\",\"ascii\":false,\"bytes\":5,\"milliseconds\":12}");
  }

  @Test
  void aFailureTellsThePathTheReplyAndWhy() {
    Optional<URI> location = Optional.of(URI.create("file:///srv/d/a%20b"));
    FtpEvent refused =
        new FtpEvent.Failed(CLIENT, "DELE", "a b", "/d/a b", location, 550, "File busy.");
    assertThat(EventJson.of(refused, TIME).toJson())
        .endsWith(
            "\"verb\":\"DELE\",\"argument\":\"a b\",\"path\":\"/d/a b\",\"reply\":550,"
                + "\"reason\":\"File busy.\",\"file\":\"/srv/d/a b\","
                + "\"location\":\"file:///srv/d/a%20b\"}");
    FtpEvent stopped = new FtpEvent.UploadIncomplete(CLIENT, MOVEMENT, 552, "Too large.");
    assertThat(EventJson.of(stopped, TIME).toJson())
        .endsWith("\"milliseconds\":12,\"reply\":552,\"reason\":\"Too large.\"}");
  }

  @Test
  void oneObjectIsOneLineOfPrintableCharactersWhateverTheNameHolds() {
    String evil = "a\r\n230 ok\u001b[2J\u2028\u202e\u200f\u0085\"\\\ud83d\ude00\ud800\u007f";
    String json = EventJson.of(new FtpEvent.Deleted(CLIENT, evil, Optional.empty()), TIME).toJson();
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
