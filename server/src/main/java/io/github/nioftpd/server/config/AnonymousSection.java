package io.github.nioftpd.server.config;

import java.util.List;

/** Anonymous login. */
public record AnonymousSection(
    @Key(
            value = "User names that mean anonymous login; case does not matter.",
            otherwise = "anonymous, ftp")
        List<String> names,
    @Inline ProfileSection profile) {

  /** The names of a file that has none. */
  public static final List<String> NAMES = List.of("anonymous", "ftp");
}
