package io.github.nioftpd.test.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nioftpd.fs.PartFile;
import io.github.nioftpd.intercept.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A listing in the form of another server, in order of names, with times in GMT.
 *
 * @param dialect the form
 * @param command the command, whose path may end with a pattern
 */
record ListingText(Dialect dialect, Exchange command) {

  private static final List<String> ODD_TIMES =
      List.of("Feb 29  2024", "Dec 31  2099", "Jan  1  1970");
  private static final List<Long> ODD_SIZES = List.of(5_000_000_000_000L, 0L, 4_294_967_297L);

  byte[] bytes() {
    if (command.path().isEmpty()) {
      return new byte[0];
    }
    StringBuilder text = new StringBuilder();
    try {
      List<Path> entries = entries(command.path().get());
      for (int i = 0; i < entries.size(); i++) {
        text.append(line(entries.get(i), i)).append("\r\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(UTF_8);
  }

  private static List<Path> entries(Path path) throws IOException {
    Path name = path.getFileName();
    Path parent = path.toAbsolutePath().getParent();
    if (name != null && parent != null && name.toString().matches(".*[*?].*")) {
      return matching(parent, PathPattern.ofName(name.toString()));
    }
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return attributes.isDirectory() ? matching(path, PathPattern.ofName("*")) : List.of(path);
  }

  private static List<Path> matching(Path directory, PathPattern pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path entry : all) {
        String name = name(entry);
        if (pattern.matches(name) && !PartFile.isPart(name)) {
          found.add(entry);
        }
      }
    }
    found.sort(Comparator.comparing(ListingText::name));
    return found;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private String line(Path path, int number) throws IOException {
    BasicFileAttributes file =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    LocalDateTime time =
        LocalDateTime.ofInstant(file.lastModifiedTime().toInstant(), ZoneOffset.UTC);
    int odd = number % ODD_TIMES.size();
    String shown =
        switch (dialect) {
          case IIS -> dos("MM-dd-yy  hh:mma", time, file);
          case IIS_LONG_YEAR -> dos("MM-dd-yyyy  hh:mma", time, file);
          case IIS_24_HOURS -> dos("MM-dd-yy  HH:mm", time, file);
          case UNIX_ISO -> unix(file, file.size(), format("yyyy-MM-dd HH:mm", time));
          case UNIX_ODD -> unix(file, ODD_SIZES.get(odd), ODD_TIMES.get(odd));
        };
    return shown + " " + name(path).replaceAll("[\r\n]", "?");
  }

  private static String format(String pattern, LocalDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }

  private static String dos(String pattern, LocalDateTime time, BasicFileAttributes file) {
    String column =
        file.isDirectory()
            ? "       <DIR>         "
            : String.format(Locale.ROOT, "%21d", file.size());
    return format(pattern, time) + column;
  }

  private static String unix(BasicFileAttributes file, long size, String time) {
    String mode = file.isDirectory() ? "drwxr-xr-x" : "-rw-r--r--";
    return String.format(Locale.ROOT, "%s   1 owner    group    %12d %s", mode, size, time);
  }
}
