package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.TreeTooLargeException;
import io.github.nioftpd.fs.s3.Keys.ObjectPath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Renames a directory: copies all objects, then deletes the old ones. Nothing is deleted before
 * everything is copied, so after a failure the old or the new directory is complete. Repeating the
 * rename finishes it. Safe for use by several threads.
 */
final class Rename {

  private final Store store;
  private final Copies copies;
  private final AttributeCache cache;
  private final int atOnce;
  private final int limit;

  Rename(Store store, Copies copies, AttributeCache cache, S3Settings settings) {
    this.store = store;
    this.copies = copies;
    this.cache = cache;
    this.atOnce = settings.transfers().copies();
    this.limit = settings.policies().renameLimit();
  }

  /**
   * Moves everything in a directory, and returns the attributes of the copies by key.
   *
   * @throws TreeTooLargeException when there are more objects than the limit
   * @throws FileAlreadyExistsException when the target contains other files
   */
  Map<String, S3Attributes> move(ObjectPath source, ObjectPath target) throws IOException {
    Map<String, S3Attributes> objects = objects(source, target);
    Map<String, S3Attributes> there = objects(target, source);
    if (!isLeftover(source, objects, target, there)) {
      throw new FileAlreadyExistsException(target.path());
    }
    Map<String, S3Attributes> copied = copyAll(source, target, objects);
    List<String> old = new ArrayList<>(objects.keySet());
    old.replaceAll(name -> source.below() + name);
    // the content of a directory before its marker
    new Deletions(store, atOnce).delete(old.reversed(), source.path());
    return copied;
  }

  /** The objects in a directory, by the rest of the key. */
  private Map<String, S3Attributes> objects(ObjectPath place, ObjectPath other) throws IOException {
    Map<String, S3Attributes> objects = new LinkedHashMap<>();
    ListRequests.Next next = null;
    do {
      long asked = cache.now();
      ListRequests.Page page = store.pages().list(place.below(), true, DirectoryListing.PAGE, next);
      Map<String, S3Attributes> listed = new LinkedHashMap<>();
      for (S3Object object : page.objects()) {
        listed.put(object.key(), S3Attributes.of(object));
      }
      cache.complete(listed, asked);
      listed.forEach(
          (key, attributes) -> objects.put(key.substring(place.below().length()), attributes));
      if (objects.size() > limit) {
        throw new TreeTooLargeException(place.path(), other.path(), limit);
      }
      next = page.next();
    } while (next != null);
    return objects;
  }

  /**
   * Whether the target was left by the same rename: it contains only copies of source objects or,
   * if those are partly deleted, all that remain. Markers and empty files are always equal and
   * prove nothing, so a target without other files is a different directory.
   */
  private boolean isLeftover(
      ObjectPath source,
      Map<String, S3Attributes> objects,
      ObjectPath target,
      Map<String, S3Attributes> there)
      throws IOException {
    boolean proven = there.isEmpty();
    for (Map.Entry<String, S3Attributes> entry : there.entrySet()) {
      String name = entry.getKey();
      S3Attributes original = objects.get(name);
      if (original == null) {
        continue;
      }
      if (!isCopy(source, target, name, original, entry.getValue())) {
        return false;
      }
      proven |= !isMarker(name) && original.size() > 0;
    }
    return proven
        && (objects.keySet().containsAll(there.keySet())
            || there.keySet().containsAll(objects.keySet()));
  }

  /** The tags of a multipart object and its copy differ; then the exact times decide. */
  private boolean isCopy(
      ObjectPath source, ObjectPath target, String name, S3Attributes original, S3Attributes copy)
      throws IOException {
    if (original.size() != copy.size()) {
      return false;
    }
    if (original.eTag().equals(copy.eTag())) {
      return true;
    }
    String time = time(source, name);
    return !time.isEmpty() && time.equals(time(target, name));
  }

  private String time(ObjectPath place, String name) throws IOException {
    return store
        .head(place.below() + name, place.path())
        .map(HeadObjectResponse::metadata)
        .map(metadata -> metadata.getOrDefault(Times.KEY, ""))
        .orElse("");
  }

  private Map<String, S3Attributes> copyAll(
      ObjectPath source, ObjectPath target, Map<String, S3Attributes> objects) throws IOException {
    Map<String, S3Attributes> copied = new HashMap<>();
    Deque<Copy> underWay = new ArrayDeque<>();
    try {
      for (Map.Entry<String, S3Attributes> entry : filesFirst(objects)) {
        if (underWay.size() >= atOnce) {
          underWay.remove().arriveIn(copied);
        }
        String from = source.below() + entry.getKey();
        String to = target.below() + entry.getKey();
        underWay.add(
            new Copy(
                to,
                UploadTask.start(() -> copies.copy(from, entry.getValue(), to, source.path()))));
      }
      while (!underWay.isEmpty()) {
        underWay.remove().arriveIn(copied);
      }
      return copied;
    } finally {
      UploadTask.stop(underWay.stream().map(Copy::attributes).toList());
    }
  }

  /** Files before markers, so that an incomplete copy differs from an empty directory. */
  private static List<Map.Entry<String, S3Attributes>> filesFirst(
      Map<String, S3Attributes> objects) {
    List<Map.Entry<String, S3Attributes>> sorted = new ArrayList<>(objects.entrySet());
    sorted.sort(Comparator.comparing(entry -> isMarker(entry.getKey())));
    return sorted;
  }

  private static boolean isMarker(String name) {
    return name.isEmpty() || name.endsWith("/");
  }

  private record Copy(String key, UploadTask<S3Attributes> attributes) {
    void arriveIn(Map<String, S3Attributes> copied) throws IOException {
      copied.put(key, attributes.await());
    }
  }
}
