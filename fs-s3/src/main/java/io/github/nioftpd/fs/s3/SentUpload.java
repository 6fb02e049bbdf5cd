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
 * A running upload of a user. It is kept when it is aborted, unless the user has started a newer
 * one to the same key: when a client reconnects, its dead connection ends last. Owned by one
 * thread.
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

  /** The partial upload that it resumes, if any. */
  Optional<Remains> before() {
    return before;
  }

  /** Starts the object with the partial upload up to a position, which is after the last part. */
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

  /** Keeps the received content, and replaces an earlier partial upload. */
  void keep(UploadAssembler composition) {
    if (composition.size() < 2 || !partials.attempts().isLatest(name, number)) {
      return;
    }
    try {
      Content rest = composition.rest();
      if (rest.size() > 0) { // otherwise nothing was received
        partials.keep(name, composition.remains(), rest, place.path());
        composition.leave();
      }
    } catch (IOException e) {
      LOG.warn("cannot keep the partial upload of {}: {}", place.path(), e.toString());
    }
  }

  /** Deletes the partial upload of the complete object. */
  void published() {
    before.ifPresent(used -> partials.used(name, used));
  }

  /** Deletes the partial upload if the store no longer has all of it. */
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
