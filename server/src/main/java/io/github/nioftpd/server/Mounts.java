package io.github.nioftpd.server;

import io.github.nioftpd.fs.mount.Mount;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line mounts: all of it is opened at the start, so that a mistake is told then.
 *
 * @param served the tree, or the location alone when nothing is mounted
 * @param mounted what is mounted, by its path
 */
record Mounts(Locations.Served served, Map<String, Locations.Served> mounted)
    implements AutoCloseable {

  /**
   * Opens what is mounted.
   *
   * @param root the location, which is closed when anything fails
   * @param mounts paths and locations, as in {@code /archive=s3://bucket}
   * @throws IllegalArgumentException when one of them makes no sense
   * @throws IOException when one of them cannot be opened
   */
  static Mounts open(Locations.Served root, List<String> mounts) throws IOException {
    if (mounts.isEmpty()) {
      return new Mounts(root, Map.of());
    }
    List<Locations.Served> opened = new ArrayList<>(List.of(root));
    try {
      MountedFileSystem.Builder tree = MountedFileSystem.builder().mount("/", mount(root));
      Map<String, Locations.Served> mounted = new LinkedHashMap<>();
      for (String each : mounts) {
        int equals = each.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException(
              "--mount takes a path and a location, as in --mount /archive=s3://bucket, not "
                  + each);
        }
        String path = each.substring(0, equals);
        Locations.Served one = Locations.open(each.substring(equals + 1), Map.of());
        opened.add(one);
        tree.mount(path, mount(one));
        mounted.put(path, one);
      }
      return new Mounts(
          new Locations.Served(root.scheme(), tree.build(), root.description()), mounted);
    } catch (IOException | RuntimeException e) {
      close(opened, e);
      throw e;
    }
  }

  private static Mount mount(Locations.Served served) {
    return Mount.of(served.fileSystem().getPath("/")).owned();
  }

  private static void close(List<Locations.Served> opened, Exception failure) {
    for (Locations.Served each : opened) {
      try {
        each.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    served.close();
  }
}
