package io.github.nioftpd.server.homes;

import java.util.Map;

/**
 * A location and its settings. Sessions with equal keys share one open file system.
 *
 * @param location a directory or a URI
 * @param settings for the backend
 */
public record HomeKey(String location, Map<String, String> settings) {
  public HomeKey {
    settings = Map.copyOf(settings); // it is a key of a map
  }
}
