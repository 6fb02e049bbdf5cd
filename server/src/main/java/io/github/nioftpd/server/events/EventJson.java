package io.github.nioftpd.server.events;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Before;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Movement;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.fs.NameBytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event as others are told of it: a name and fields, in a fixed order.
 *
 * @param event the name, one of {@link #NAMES}
 * @param fields the name, the time and whatever else there is to say; values are texts, numbers and
 *     booleans
 */
public record EventJson(String event, Map<String, Object> fields) {

  /** What there is to be told. */
  public static final List<String> NAMES =
      List.of(
          "connect",
          "disconnect",
          "login",
          "login-failed",
          "ban",
          "logout",
          "upload-start",
          "upload",
          "upload-incomplete",
          "download-start",
          "download",
          "download-incomplete",
          "delete",
          "rename",
          "copy",
          "mkdir",
          "rmdir",
          "change",
          "failed");

  /** What may be asked before. */
  public static final List<String> QUESTIONS =
      List.of(
          "before-login",
          "before-upload",
          "before-download",
          "before-delete",
          "before-rename",
          "before-copy",
          "before-mkdir",
          "before-rmdir",
          "before-change");

  /** The names of all fields; each event has some of them. */
  public static final List<String> FIELDS =
      List.of(
          "event",
          "time",
          "session",
          "remote",
          "port",
          "user",
          "reason",
          "name",
          "seconds",
          "path",
          "target",
          "verb",
          "argument",
          "reply",
          "ascii",
          "bytes",
          "milliseconds",
          "file",
          "location",
          "id");

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Makes the fields immutable. */
  public EventJson {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Puts an event into names and fields.
   *
   * @param event the event
   * @param time when it happened
   * @return what others are told
   */
  public static EventJson of(FtpEvent event, Instant time) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String name = name(event);
    fields.put("event", name);
    fields.put("time", time.toString());
    addClient(fields, event.client());
    addDetails(fields, event);
    event.location().ifPresent(location -> addLocation(fields, location));
    return new EventJson(name, fields);
  }

  private static void addClient(Map<String, Object> fields, Client client) {
    fields.put("session", client.session());
    fields.put("remote", client.remote().getAddress().getHostAddress());
    fields.put("port", client.remote().getPort());
    fields.put("user", client.user());
  }

  private static String name(FtpEvent event) {
    return switch (event) {
      case FtpEvent.Connected e -> "connect";
      case FtpEvent.Disconnected e -> "disconnect";
      case FtpEvent.LoggedIn e -> "login";
      case FtpEvent.LoginFailed e -> "login-failed";
      case FtpEvent.Banned e -> "ban";
      case FtpEvent.LoggedOut e -> "logout";
      case FtpEvent.Started e -> e.verb().equals("RETR") ? "download-start" : "upload-start";
      case FtpEvent.Uploaded e -> "upload";
      case FtpEvent.UploadIncomplete e -> "upload-incomplete";
      case FtpEvent.Downloaded e -> "download";
      case FtpEvent.DownloadIncomplete e -> "download-incomplete";
      case FtpEvent.Deleted e -> "delete";
      case FtpEvent.Renamed e -> "rename";
      case FtpEvent.Copied e -> "copy";
      case FtpEvent.DirectoryMade e -> "mkdir";
      case FtpEvent.DirectoryRemoved e -> "rmdir";
      case FtpEvent.Changed e -> "change";
      case FtpEvent.Failed e -> "failed";
      case Before e -> question(e.verb());
    };
  }

  private static String question(String verb) {
    return switch (verb) {
      case "PASS" -> "before-login";
      case "STOR", "STOU", "APPE" -> "before-upload";
      case "RETR" -> "before-download";
      case "DELE" -> "before-delete";
      case "RNTO" -> "before-rename";
      case "SITE CPTO" -> "before-copy";
      case "MKD" -> "before-mkdir";
      case "RMD" -> "before-rmdir";
      default -> "before-change";
    };
  }

  private static void addDetails(Map<String, Object> fields, FtpEvent event) {
    switch (event) {
      case FtpEvent.Connected e -> {}
      case FtpEvent.LoggedIn e -> {}
      case FtpEvent.LoggedOut e -> {}
      case FtpEvent.Disconnected e -> fields.put("reason", e.reason());
      case FtpEvent.LoginFailed e -> fields.put("name", e.name());
      case FtpEvent.Banned e -> fields.put("seconds", e.duration().toSeconds());
      case FtpEvent.Started e -> add(fields, "verb", e.verb(), "path", e.path());
      case FtpEvent.UploadIncomplete e -> {
        addMovement(fields, e.movement());
        addReply(fields, e.reply(), e.reason());
      }
      case FtpEvent.DownloadIncomplete e -> {
        addMovement(fields, e.movement());
        addReply(fields, e.reply(), e.reason());
      }
      case FtpEvent.Transferred e -> addMovement(fields, e.movement());
      case FtpEvent.Deleted e -> fields.put("path", e.path());
      case FtpEvent.DirectoryMade e -> fields.put("path", e.path());
      case FtpEvent.DirectoryRemoved e -> fields.put("path", e.path());
      case FtpEvent.Renamed e -> add(fields, "path", e.path(), "target", e.target());
      case FtpEvent.Copied e -> add(fields, "path", e.path(), "target", e.target());
      case FtpEvent.Changed e -> add(fields, "verb", e.verb(), "argument", e.argument());
      case FtpEvent.Failed e -> {
        add(fields, "verb", e.verb(), "argument", e.argument());
        if (!e.path().isEmpty()) {
          fields.put("path", e.path());
        }
        addReply(fields, e.reply(), e.reason());
      }
      case Before e -> {
        add(fields, "verb", e.verb(), "path", e.path());
        fields.put("target", e.target());
      }
    }
  }

  /** The path on the local disk, byte for byte, and the URI of any place. */
  private static void addLocation(Map<String, Object> fields, URI location) {
    if ("file".equals(location.getScheme())) {
      fields.put("file", file(location));
    }
    fields.put("location", location.toString());
  }

  private static String file(URI location) {
    if (!FileSystems.getDefault().getSeparator().equals("/")) {
      return Path.of(location).toString();
    }
    String path = location.getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      bytes.write(c == '%' ? HexFormat.fromHexDigits(path, i + 1, i + 3) : c);
      i += c == '%' ? 2 : 0;
    }
    return NameBytes.decode(bytes.toByteArray());
  }

  private static void add(
      Map<String, Object> fields, String first, String one, String second, String other) {
    fields.put(first, one);
    fields.put(second, other);
  }

  private static void addReply(Map<String, Object> fields, int reply, String reason) {
    fields.put("reply", reply);
    fields.put("reason", reason);
  }

  private static void addMovement(Map<String, Object> fields, Movement movement) {
    fields.put("verb", movement.verb());
    fields.put("path", movement.path());
    fields.put("ascii", movement.ascii());
    fields.put("bytes", movement.bytes());
    fields.put("milliseconds", movement.duration().toMillis());
  }

  /**
   * One JSON object on one line, in printable characters.
   *
   * @return for example {@code {"event":"login","time":"2026-11-22T07:36:11Z",...}}
   */
  public String toJson() {
    String json = GSON.toJson(fields);
    StringBuilder out = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); ) {
      int c = json.codePointAt(i);
      int end = i + Character.charCount(c);
      if (LogText.isPlain(c)) {
        out.append(json, i, end);
      } else {
        json.substring(i, end).chars().forEach(unit -> out.append(String.format("\\u%04x", unit)));
      }
      i = end;
    }
    return out.toString();
  }

  /**
   * The same with a field more at its beginning.
   *
   * @param name the field
   * @param value its value
   * @return a new value
   */
  public EventJson with(String name, String value) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put(name, value);
    more.putAll(fields);
    return new EventJson(event, more);
  }
}
