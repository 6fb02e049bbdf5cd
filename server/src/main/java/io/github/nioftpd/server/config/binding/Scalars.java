package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.fs.Values;
import io.github.nioftpd.server.config.ExistingFile;
import io.github.nioftpd.server.config.FileErrors;
import io.github.nioftpd.server.config.Key;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.config.Ports;
import io.github.nioftpd.server.config.Rate;
import io.github.nioftpd.server.config.Secret;
import io.github.nioftpd.server.config.Setting;
import io.github.nioftpd.server.config.Size;
import io.github.nioftpd.server.config.Umask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scalar types of the configuration, by their Java type. */
public final class Scalars {

  private static final Pattern ADDRESS = Pattern.compile("(?:\\[(.+)]|([^:]*)):([0-9]{1,5})");

  private static final Map<Class<?>, Scalar<?>> KINDS =
      Map.ofEntries(
          kind(String.class, Scalar.of("text", "", (text, base) -> text, text -> text)),
          kind(
              Boolean.class,
              Scalar.of("true or false", "", (t, b) -> Values.flag(t), String::valueOf)),
          kind(
              Duration.class,
              Scalar.of("a duration", "30s, 5m or 2h", (t, b) -> Values.duration(t), Values::text)),
          kind(
              Size.class,
              Scalar.of("a size", "10M or 2G", (t, b) -> new Size(Values.size(t)), Size::toString)),
          kind(
              Rate.class,
              Scalar.of(
                  "a rate in bytes per second", "500K/s", (t, b) -> Rate.parse(t), Rate::toString)),
          kind(
              Ports.class,
              Scalar.of(
                  "a range of ports", "50000-50100", (t, b) -> Ports.parse(t), Ports::toString)),
          kind(Umask.class, Scalar.of("a umask", "022", (t, b) -> Umask.parse(t), Umask::toString)),
          kind(
              Ratio.class,
              Scalar.of(
                  "a ratio", "1:3", (t, b) -> ratio(t), r -> r.upload() + ":" + r.download())),
          kind(
              Network.class,
              Scalar.of(
                  "a network", "10.0.0.0/8 or 192.0.2.7", (t, b) -> network(t), Network::toString)),
          kind(
              InetSocketAddress.class,
              Scalar.of(
                  "an address with a port", "0.0.0.0:2121", (t, b) -> address(t), Scalars::text)),
          kind(
              Path.class,
              Scalar.of(
                  "a path", "", (text, base) -> base.resolve(text).normalize(), Path::toString)),
          kind(
              ExistingFile.class,
              Scalar.of("a file", "", Scalars::existing, ExistingFile::toString)),
          kind(Charset.class, Scalar.of("a charset", "utf-8", (t, b) -> charset(t), Charset::name)),
          kind(
              LocalDate.class,
              Scalar.of("a date", "2027-01-31", (t, b) -> date(t), LocalDate::toString)),
          kind(
              URI.class,
              Scalar.of("a URL", "https://example.org/ftp", (t, b) -> uri(t), URI::toString)),
          kind(
              Location.class,
              Scalar.of("a location", "/srv/ftp/{user}", Location::read, Location::template)),
          kind(Setting.class, Scalar.of("text", "", Setting::read, Setting::template)),
          kind(
              PermissionSet.class,
              Scalar.of(
                  "permissions",
                  "read-only, all or elradfmwMT",
                  (t, b) -> PermissionSet.parse(t),
                  PermissionSet::toString)),
          kind(Secret.class, new Scalar<>("a secret", "", Secret::read, Secret::shown, true)));

  private Scalars() {}

  private static <T> Map.Entry<Class<?>, Scalar<?>> kind(Class<T> type, Scalar<T> scalar) {
    return Map.entry(type, scalar);
  }

  /** The kind of value that a type is, if it is one. */
  static Optional<Scalar<?>> of(Class<?> type) {
    return type.isEnum() ? Optional.of(choice(type)) : Optional.ofNullable(KINDS.get(type));
  }

  /** The same for the component of a record, whose key may bound a number. */
  static Optional<Scalar<?>> of(Class<?> type, Key key) {
    if (type == int.class || type == Integer.class) {
      long to = Math.min(key.to(), Integer.MAX_VALUE);
      return Optional.of(
          Scalar.of(
              number(key.from(), to),
              "",
              (text, base) -> Math.toIntExact(integer(text, key.from(), to)),
              String::valueOf));
    }
    return of(type == boolean.class ? Boolean.class : type);
  }

  static String number(long from, long to) {
    return to == Integer.MAX_VALUE
        ? "a whole number of at least " + from
        : "a whole number from " + from + " to " + to;
  }

  private static long integer(String text, long from, long to) {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw new IllegalArgumentException();
    }
    long number = Long.parseLong(text);
    if (number < from || number > to) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static Scalar<?> choice(Class<?> type) {
    Map<String, Object> words =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    Scalars::word,
                    constant -> constant,
                    (a, b) -> a,
                    java.util.LinkedHashMap::new));
    return Scalar.of(
        "one of " + String.join(", ", words.keySet()),
        "",
        (text, base) -> {
          Object constant = words.get(text);
          if (constant == null) {
            throw new IllegalArgumentException(Suggestion.hint(text, words.keySet()));
          }
          return constant;
        },
        Scalars::word);
  }

  private static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Ratio ratio(String text) {
    try {
      return Ratio.parse(text, 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("", e);
    }
  }

  private static Network network(String text) {
    try {
      return Network.parse(text);
    } catch (IllegalArgumentException e) {
      boolean length = text.matches("[0-9A-Fa-f.:]+/[0-9]+");
      throw new IllegalArgumentException(length ? String.valueOf(e.getMessage()) : "", e);
    }
  }

  private static InetSocketAddress address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    int port = Integer.parseInt(matcher.group(3));
    if (port > 65_535) {
      throw new IllegalArgumentException("the port must be between 0 and 65535");
    }
    String host = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
    if (host.isEmpty() || host.equals("*")) {
      return new InetSocketAddress(port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          host + " is neither an IP address nor a known host name", e);
    }
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Reads the name of a charset as Java or Python spells it. */
  private static Charset charset(String text) {
    Charset charset;
    try {
      charset =
          Charset.isSupported(text)
              ? Charset.forName(text)
              : Charset.forName(text.replaceAll("[-_ ]", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown charset", e);
    }
    String command = "USER a\r\n";
    if (!charset.canEncode() || !Arrays.equals(command.getBytes(charset), ascii(command))) {
      throw new IllegalArgumentException(
          "commands and replies are ASCII, which this charset encodes in another way");
    }
    return charset;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("", e);
    }
  }

  private static URI uri(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null || !text.matches("(?i)https?://.*")) {
      throw new IllegalArgumentException("expected https:// or http:// and a host");
    }
    return uri;
  }

  private static ExistingFile existing(String text, Path base) {
    Path file = base.resolve(text).normalize();
    try {
      SmallFile.bytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " " + FileErrors.reason(e), e);
    }
    return new ExistingFile(file);
  }
}
