package io.github.nioftpd.server.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The status of a thread in /proc.
 *
 * @param uids the real, the effective, the saved user id, and the one for files
 * @param gids the same for the group
 * @param groups the supplementary groups
 * @param capabilities the privileges that are in effect, as bits in hexadecimal
 */
record ThreadStatus(List<Long> uids, List<Long> gids, List<Long> groups, String capabilities) {

  static ThreadStatus ofThisThread() throws IOException {
    return of(Path.of("/proc/thread-self/status"));
  }

  static ThreadStatus of(Path status) throws IOException {
    Map<String, String> lines =
        Files.readAllLines(status).stream()
            .filter(line -> line.contains(":"))
            .map(line -> line.split(":\\s*", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (a, b) -> a));
    return new ThreadStatus(
        numbers(lines.getOrDefault("Uid", "")),
        numbers(lines.getOrDefault("Gid", "")),
        numbers(lines.getOrDefault("Groups", "")),
        lines.getOrDefault("CapEff", "?"));
  }

  private static List<Long> numbers(String text) {
    return Arrays.stream(text.split("\\s+"))
        .filter(number -> !number.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  /** Whether files are touched with the ids and groups of this user, without privileges. */
  boolean isExactly(SystemUser user) {
    return uids.size() == 4
        && uids.get(1) == user.uid()
        && uids.get(3) == user.uid()
        && gids.size() == 4
        && gids.get(1) == user.gid()
        && gids.get(3) == user.gid()
        && new TreeSet<>(groups).equals(new TreeSet<>(user.groups()))
        && capabilities.matches("0+");
  }
}
