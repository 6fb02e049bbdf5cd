package io.github.nioftpd.fs.mount;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.nioftpd.fs.TreeTooLargeException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The move of a directory from one mount to another: everything in it is found before anything is
 * done, then copied, and removed at the end. What fails before the removal leaves the source as it
 * was and nothing at the target; what fails then leaves the target whole. Used by one thread.
 */
final class TreeMove {

  private final int limit;
  private final List<Entry> entries = new ArrayList<>(); // directories before their entries
  private final FileCopy copy = new FileCopy();

  private TreeMove(int limit) {
    this.limit = limit;
  }

  /** An entry with its source and target. */
  private record Entry(MountedPath source, MountedPath target, BasicFileAttributes attributes) {}

  /** Looks at all that is to be moved. */
  static TreeMove plan(MountedPath source, MountedPath target, int limit) throws IOException {
    TreeMove move = new TreeMove(limit);
    move.add(new Entry(source, target, Rename.attributes(source)));
    for (int i = 0; i < move.entries.size(); i++) { // it grows
      Entry entry = move.entries.get(i);
      if (entry.attributes.isDirectory()) {
        move.addChildren(entry);
      }
    }
    return move;
  }

  private void add(Entry entry) throws IOException {
    if (entries.size() >= limit) {
      Entry first = entries.getFirst();
      throw new TreeTooLargeException(
          first.source.path().toString(), first.target.path().toString(), limit);
    }
    if (!entry.attributes.isDirectory()) {
      Rename.requireFile(entry.source, entry.attributes);
    }
    entries.add(entry);
  }

  private void addChildren(Entry directory) throws IOException {
    try (DirectoryStream<Path> stream = directory.source.on(Files::newDirectoryStream)) {
      for (Path path : stream) {
        String name = String.valueOf(path.getFileName());
        MountedPath source = directory.source.child(name);
        BasicFileAttributes attributes = // of the path that the stream gave: it may know them
            source.on(
                plain -> Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
        add(new Entry(source, directory.target.child(name), attributes));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  void run() throws IOException {
    List<Entry> made = new ArrayList<>();
    try {
      for (Entry entry : entries) {
        make(entry);
        made.add(entry);
      }
      for (Entry entry : made.reversed()) {
        copy.time(entry.target, entry.attributes);
        if (!entry.attributes.isDirectory()) {
          FileCopy.requireUnchanged(entry.source, entry.attributes);
        }
      }
    } catch (IOException | RuntimeException e) {
      made.reversed().forEach(entry -> FileCopy.undo(entry.target, e));
      throw e;
    }
    for (Entry entry : entries.reversed()) {
      entry.source.on(FileCopy::delete);
    }
  }

  private void make(Entry entry) throws IOException {
    if (entry.attributes.isDirectory()) {
      entry.target.on(path -> Files.createDirectory(path));
    } else {
      copy.content(entry.source, entry.target, false);
    }
  }
}
