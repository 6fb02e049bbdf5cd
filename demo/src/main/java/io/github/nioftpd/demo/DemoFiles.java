package io.github.nioftpd.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The first content of the bucket. */
final class DemoFiles {

  private static final int LINES = 200_000;

  private DemoFiles() {}

  /** The objects by key. A key that ends with a slash marks an empty directory. */
  static Map<String, String> all() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "README.txt",
        """
        This is an object in a bucket of S3, and FTP shows it as a file.

        pictures/   has no object of its own: it is there because of the keys that begin with it
        inbox/      has nothing but an object that marks it
        numbers.txt is large enough to be broken off and resumed
        """);
    files.put("notes/shopping.txt", "bread\nbutter\napples\n");
    files.put("notes/long way round.txt", "A name may have blanks, and umlauts: ä ö ü.\n");
    files.put("pictures/circle.svg", picture("<circle cx='50' cy='50' r='40' fill='teal'/>"));
    files.put("pictures/square.svg", picture("<rect x='15' y='15' width='70' height='70'/>"));
    files.put(
        "pictures/2026/november/hills.svg",
        picture("<path d='M0 80 Q25 30 50 70 T100 60 V100 H0 Z' fill='olive'/>"));
    files.put("numbers.txt", numbers());
    files.put("inbox/", "");
    return files;
  }

  private static String picture(String shape) {
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>" + shape + "</svg>\n";
  }

  private static String numbers() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= LINES; i++) {
      lines.append(String.format(Locale.ROOT, "%08d", i)).append(" is a line of numbers.txt\n");
    }
    return lines.toString();
  }

  /** The media type that the name of an object tells. */
  static String type(String key) {
    return key.endsWith(".svg") ? "image/svg+xml" : "text/plain; charset=utf-8";
  }
}
