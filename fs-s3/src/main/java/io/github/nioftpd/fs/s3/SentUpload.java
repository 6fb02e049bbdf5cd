package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.s3.Keys.Place;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An upload of a user under way. When it breaks off it is kept, unless the same user has begun
 * another one to the same key since: of a client that comes back, the dead connection ends last.
 * Owned by one thread.
 */
final class SentUpload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SentUpload.class);

  private final Partials partials;
  private final Place place;
  private final String name;
  private final long number;
  private final Optional<Remains> before;

  SentUpload(Partials partials, Place place, String name, Optional<Remains> before) {
    this.partials = partials;
    this.place = place;
    this.name = name;
    this.before = before;
    this.number = partials.attempts().begin(name);
  }

  /** What it goes on with, if it goes on with something. */
  Optional<Remains> before() {
    return before;
  }

  /** Makes what is kept the beginning of an object, up to a position that is in no part. */
  void resume(UploadAssembler composition, long position) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in = partials.open(name, place.path())) {
      Remains remains = Remains.read(in);
      if (!before.equals(Optional.of(remains.withoutParts()))) {
        throw new ChangedException(place.path());
      }
      composition.resume(remains);
      composition.append(Channels.newChannel(in), position - remains.sent());
      in.abort();
    }
  }

  /** Keeps what came of an upload that broke off, in the place of what was kept before. */
  void keep(UploadAssembler composition) {
    if (composition.size() < 2 || !partials.attempts().isLatest(name, number)) {
      return;
    }
    try {
      Content rest = composition.rest();
      if (rest.size() > 0) { // else nothing came
        partials.keep(name, composition.remains(), rest, place.path());
        composition.leave();
      }
    } catch (IOException e) {
      LOG.warn("cannot keep the partial upload of {}: {}", place.path(), e.toString());
    }
  }

  /** Forgets what the object was made of, now that it is there. */
  void published() {
    before.ifPresent(used -> partials.used(name, used));
  }

  /** Forgets what it goes on with when the store does not have all of it any more. */
  void failed(IOException e) {
    if (e instanceof NoSuchFileException) {
      published();
    }
  }

  @Override
  public void close() {
    partials.attempts().end(name);
  }
}
