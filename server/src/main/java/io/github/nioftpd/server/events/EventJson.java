package io.github.nioftpd.server.events;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Transfer;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.event.VetoHook.Action;
import io.github.nioftpd.fs.Located;
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
 * The published form of an event: a name and fields, in a fixed order.
 *
 * @param event the name, one of {@link #NAMES}
 * @param fields the name, the time and whatever else there is to say; values are texts, numbers and
 *     booleans
 */
public record EventJson(String event, Map<String, Object> fields) {

  /** The names of events. */
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

  /** The names of events before an action. */
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

  /** Copies the fields. */
  public EventJson {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Puts an event into names and fields.
   *
   * @param event the event
   * @param time when it happened
   * @return the published form
   */
  public static EventJson of(FtpEvent event, Instant time) {
    String name = name(event);
    Map<String, Object> fields = begin(name, time, event.client());
    addDetails(fields, event);
    event.location().ifPresent(location -> addLocation(fields, location));
    return new EventJson(name, fields);
  }

  /**
   * Puts an action that a hook may refuse into names and fields.
   *
   * @param action the action
   * @param time the time
   * @return the fields of the request
   */
  public static EventJson of(Action action, Instant time) {
    String name = "before-" + action(action.verb());
    Map<String, Object> fields = begin(name, time, action.client());
    add(fields, "verb", action.verb(), "path", action.path().map(Path::toString).orElse("/"));
    fields.put("target", action.target().map(Path::toString).orElse(""));
    action.path().flatMap(Located::of).ifPresent(location -> addLocation(fields, location));
    return new EventJson(name, fields);
  }

  private static Map<String, Object> begin(String name, Instant time, Client client) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", name);
    fields.put("time", time.toString());
    fields.put("session", client.session());
    fields.put("remote", client.remote().getAddress().getHostAddress());
    fields.put("port", client.remote().getPort());
    fields.put("user", client.user());
    return fields;
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
      case FtpEvent.Downloaded e -> "download";
      case FtpEvent.TransferFailed e ->
          e.transfer().isUpload() ? "upload-incomplete" : "download-incomplete";
      case FtpEvent.Changed e -> action(e.verb());
      case FtpEvent.Failed e -> "failed";
    };
  }

  private static String action(String verb) {
    return switch (verb) {
      case "PASS" -> "login";
      case "STOR", "STOU", "APPE" -> "upload";
      case "RETR" -> "download";
      case "DELE" -> "delete";
      case "RNTO" -> "rename";
      case "SITE CPTO" -> "copy";
      case "MKD" -> "mkdir";
      case "RMD" -> "rmdir";
      default -> "change";
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
      case FtpEvent.Started e -> add(fields, "verb", e.verb(), "path", e.path().toString());
      case FtpEvent.TransferFailed e -> {
        addTransfer(fields, e.transfer());
        addReply(fields, e.reply(), e.reason());
      }
      case FtpEvent.Transferred e -> addTransfer(fields, e.transfer());
      case FtpEvent.Changed e -> addChange(fields, e);
      case FtpEvent.Failed e -> {
        add(fields, "verb", e.verb(), "argument", e.argument());
        e.path().ifPresent(path -> fields.put("path", path.toString()));
        addReply(fields, e.reply(), e.reason());
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

  private static void addChange(Map<String, Object> fields, FtpEvent.Changed event) {
    if (action(event.verb()).equals("change")) {
      add(fields, "verb", event.verb(), "argument", event.argument());
    } else {
      fields.put("path", event.path().toString());
      event.target().ifPresent(target -> fields.put("target", target.toString()));
    }
  }

  private static void addTransfer(Map<String, Object> fields, Transfer transfer) {
    fields.put("verb", transfer.verb());
    fields.put("path", transfer.path().toString());
    fields.put("ascii", transfer.ascii());
    fields.put("bytes", transfer.bytes());
    fields.put("milliseconds", transfer.duration().toMillis());
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
