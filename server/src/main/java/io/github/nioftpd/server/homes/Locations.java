package io.github.nioftpd.server.homes;

import static java.util.stream.Collectors.joining;

import io.github.nioftpd.fs.Backend;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.TreeFileSystem;
import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import io.github.nioftpd.server.config.FileErrors;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a location, as the command line gives it, into a file system. */
public final class Locations {

  /** A scheme has two letters at least, so that {@code C:\ftp} is a directory. */
  private static final Pattern LOCATION =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):([^?]*)(?:\\?(.*))?");

  /** A setting that every location has, whichever its backend. */
  private static final String READ_ONLY = "read-only";

  private Locations() {}

  /**
   * A file system that is served.
   *
   * @param scheme the scheme of its backend
   * @param fileSystem the file system
   * @param description what it is, in one line
   */
  public record Served(String scheme, FileSystem fileSystem, String description)
      implements AutoCloseable {

    /** Description with the operations that are not supported. */
    public String summary() {
      return description + lacks().map(what -> "; not supported there: " + what).orElse("");
    }

    /** The operations that are not supported, or empty if all are. */
    public Optional<String> lacks() {
      Set<Capability> missing = EnumSet.copyOf(Capability.ALL);
      missing.removeAll(Capabilities.of(fileSystem));
      if (missing.equals(Capability.ALL)) {
        return Optional.of("all changes");
      }
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of(missing.stream().map(Capability::label).collect(joining(", ")));
    }

    /** The same in which nothing can be changed. */
    Served readOnly() {
      FileSystem mounted =
          MountedFileSystem.builder()
              .mount("/", Mount.of(fileSystem.getPath("/")).readOnly().owned())
              .build();
      return new Served(scheme, mounted, description + ", read-only");
    }

    @Override
    public void close() throws IOException {
      fileSystem.close();
    }
  }

  /** The location of a directory, whatever characters are in its name. */
  static String ofDirectory(String directory) {
    return Path.of(directory).toAbsolutePath().normalize().toUri().toString();
  }

  /** The scheme of a location, in lower case; that of a directory is {@code file}. */
  public static String scheme(String location) {
    Matcher matcher = LOCATION.matcher(location);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "file";
  }

  /**
   * Opens a location.
   *
   * @param location a URI with a scheme that a backend answers to, or a directory
   * @param options settings for the backend; they win over those of the location
   * @throws IllegalArgumentException if the location is invalid
   * @throws IOException when it cannot be opened
   */
  public static Served open(String location, Map<String, String> options) throws IOException {
    Matcher matcher = LOCATION.matcher(location);
    if (!matcher.matches()) {
      return open(ofDirectory(location), options);
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    if (scheme.equals("file") && !matcher.group(2).startsWith("/")) {
      return open(
          ofDirectory(location.substring("file:".length())),
          options); // relative, which no URI can be
    }
    Backend backend = backend(scheme, location);
    Map<String, String> settings = settings(matcher, options);
    boolean readOnly = isReadOnly(settings);
    String rest = matcher.group(2).isEmpty() ? "/" : matcher.group(2);
    try {
      FileSystem fileSystem = backend.open(new URI(backend.scheme() + ":" + rest), settings);
      Served served = new Served(backend.scheme(), fileSystem, description(fileSystem));
      return readOnly ? served.readOnly() : served;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(location + " is not a valid URI: " + e.getReason(), e);
    } catch (FileSystemException e) {
      throw new IOException(FileErrors.sentence(e), e);
    }
  }

  private static String description(FileSystem fileSystem) {
    return fileSystem instanceof TreeFileSystem tree ? tree.description() : fileSystem.toString();
  }

  private static Map<String, String> settings(Matcher location, Map<String, String> options) {
    Map<String, String> settings = new HashMap<>();
    if (location.group(3) != null) {
      settings.putAll(parsed(location.group(3)));
    }
    settings.putAll(options);
    return settings;
  }

  /**
   * The directory that a local location names, without its query.
   *
   * @throws IllegalArgumentException when it is not a valid URI
   */
  public static Path directory(String location) {
    return location.startsWith("/")
        ? Path.of(location)
        : Path.of(URI.create(location.replaceFirst("\\?.*", "")));
  }

  /** The settings in the query of a location; empty for a directory. */
  static Map<String, String> query(String location) {
    Matcher matcher = LOCATION.matcher(location);
    return matcher.matches() ? settings(matcher, Map.of()) : Map.of();
  }

  /** The settings that a backend adds for one user. */
  static Map<String, String> ofUser(String user, String location, Map<String, String> options) {
    Matcher matcher = LOCATION.matcher(location);
    Backend backend = backends().get(scheme(location));
    return matcher.matches() && backend != null
        ? backend.settingsOf(user, settings(matcher, options))
        : Map.of();
  }

  /**
   * Opens a location to see what it is. A server that runs keeps its state to itself.
   *
   * @throws IllegalArgumentException if the location is invalid
   * @throws IOException when it cannot be opened
   */
  public static Served tryOut(String location, Map<String, String> options) throws IOException {
    Map<String, String> settings = new HashMap<>(options);
    if (scheme(location).equals("s3")) {
      settings.put("state", "off");
      settings.put("stale-uploads", "off");
    }
    return open(location, settings);
  }

  private static boolean isReadOnly(Map<String, String> settings) {
    boolean readOnly = new Settings("a location", settings).flag(READ_ONLY, false);
    settings.remove(READ_ONLY);
    return readOnly;
  }

  /** The backends by their scheme. */
  public static SortedMap<String, Backend> backends() {
    SortedMap<String, Backend> backends = new TreeMap<>();
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      backends.put(backend.scheme(), backend);
    }
    return backends;
  }

  private static Backend backend(String scheme, String location) {
    SortedMap<String, Backend> backends = backends();
    Backend backend = backends.get(scheme);
    if (backend == null) {
      String hint =
          location.contains("/") ? "" : "; for a directory of that name use ./" + location;
      throw new IllegalArgumentException(
          "no backend for scheme \""
              + scheme
              + "\"; available: "
              + String.join(", ", backends.keySet())
              + hint);
    }
    return backend;
  }

  private static Map<String, String> parsed(String query) {
    Map<String, String> settings = new HashMap<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        settings.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return settings;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
