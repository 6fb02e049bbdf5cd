package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import io.github.nioftpd.fs.Finding;
import io.github.nioftpd.fs.Finding.Verdict;
import io.github.nioftpd.fs.s3.TestStore;
import io.github.nioftpd.server.homes.Locations;
import io.github.nioftpd.server.probe.LocationProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The table of stores in docs/backends.md is the result of a probe of each. With the system
 * property {@code docs.write} set, the tests write it: {@code -Ddocs.write=true}.
 */
final class StoresPageTest {

  private static final Path PAGE = Path.of("..", "docs", "backends.md");
  private static final String BEGIN = "<!-- written by StoresPageTest -->\n";
  private static final String END = "\n<!-- end -->";

  @Test
  void s3Proxy() throws IOException {
    assertColumn(TestStore.proxy());
  }

  @Test
  @NeedsPrograms({"radosgw", "ceph-osd", "ceph-mon", "ceph", "bash"})
  void ceph() throws IOException {
    assertColumn(TestStore.ceph());
  }

  @Test
  @NeedsPrograms({"minio", "bash"})
  void minio() throws IOException {
    assertColumn(TestStore.minio());
  }

  @Test
  @NeedsPrograms({
    "swift-account-server",
    "swift-container-server",
    "swift-object-server",
    "swift-proxy-server",
    "memcached",
    "bash"
  })
  void swift() throws IOException {
    assertColumn(TestStore.swift());
  }

  private static void assertColumn(TestStore store) throws IOException {
    Map<String, String> seen = seen(store);
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END, begin);
    Table table = new Table(page.substring(begin, end));
    if (Boolean.getBoolean("docs.write")) {
      table.put(store.toString(), seen);
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
    }
    assertThat(table.column(store.toString())).isEqualTo(seen);
  }

  private static Map<String, String> seen(TestStore store) throws IOException {
    Map<String, String> seen = new LinkedHashMap<>();
    String bucket = store.newBucket();
    try (Locations.Served served =
        Locations.open(store.location(bucket, store.endpoint()), Map.of())) {
      new LocationProbe(served, finding -> seen.put(finding.subject(), cell(finding))).run(false);
    }
    assertThat(store.client().listObjectsV2(request -> request.bucket(bucket)).contents())
        .as("objects left by the probe, which found %s", seen)
        .isEmpty();
    assertThat(store.client().listMultipartUploads(request -> request.bucket(bucket)).uploads())
        .isEmpty();
    return seen;
  }

  private static String cell(Finding finding) {
    if (finding.verdict() == Verdict.WORKS) {
      return finding.detail().isEmpty() ? "yes" : finding.detail();
    }
    String reason = finding.detail().isEmpty() ? "" : ": " + finding.detail();
    return finding.verdict().label() + reason;
  }

  /** A table of Markdown with a column for each store. */
  private static final class Table {

    private final List<String> head;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    Table(String text) {
      List<String> lines = text.lines().toList();
      head = cells(lines.getFirst());
      lines.stream()
          .skip(2)
          .map(Table::cells)
          .forEach(cells -> rows.put(cells.getFirst(), new ArrayList<>(cells)));
    }

    private static List<String> cells(String line) {
      return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
          .map(String::strip)
          .toList();
    }

    /** The column whose title begins with a name. */
    private int index(String name) {
      for (int i = 1; i < head.size(); i++) {
        if (head.get(i).startsWith(name)) {
          return i;
        }
      }
      throw new AssertionError("no column for " + name + " in " + head);
    }

    Map<String, String> column(String name) {
      Map<String, String> column = new LinkedHashMap<>();
      rows.forEach(
          (row, cells) -> {
            if (!cells.get(index(name)).isEmpty()) {
              column.put(row, cells.get(index(name)));
            }
          });
      return column;
    }

    void put(String name, Map<String, String> column) {
      rows.values().forEach(cells -> cells.set(index(name), ""));
      column.forEach(
          (row, cell) ->
              rows.computeIfAbsent(
                      row,
                      key -> {
                        List<String> cells = new ArrayList<>(head);
                        cells.replaceAll(title -> "");
                        cells.set(0, key);
                        return cells;
                      })
                  .set(index(name), cell));
      rows.values().removeIf(cells -> cells.stream().skip(1).allMatch(String::isEmpty));
    }

    @Override
    public String toString() {
      List<String> lines = new ArrayList<>(List.of(line(head)));
      lines.add("|" + " --- |".repeat(head.size()));
      rows.values().forEach(cells -> lines.add(line(cells)));
      return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
      return "| " + String.join(" | ", cells) + " |";
    }
  }
}
