package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.s3.Keys.ObjectPath;
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
final class UserUpload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UserUpload.class);

  private final PartialUploadStore partials;
  private final ObjectPath place;
  private final String name;
  private final long number;
  private final Optional<PartialUpload> before;

  UserUpload(
      PartialUploadStore partials, ObjectPath place, String name, Optional<PartialUpload> before) {
    this.partials = partials;
    this.place = place;
    this.name = name;
    this.before = before;
    this.number = partials.attempts().begin(name);
  }

  /** The partial upload that it resumes, if any. */
  Optional<PartialUpload> before() {
    return before;
  }

  /** Starts the object with the partial upload up to a position, which is after the last part. */
  void resume(UploadAssembler assembler, long position) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in = partials.open(name, place.path())) {
      PartialUpload remains = PartialUpload.read(in);
      if (!before.equals(Optional.of(remains.withoutParts()))) {
        throw new ChangedException(place.path());
      }
      assembler.resume(remains);
      assembler.append(Channels.newChannel(in), position - remains.sent());
      in.abort();
    }
  }

  /** Keeps the received content, and replaces an earlier partial upload. */
  void keep(UploadAssembler assembler) {
    if (assembler.size() < 2 || !partials.attempts().isLatest(name, number)) {
      return;
    }
    try {
      PartContent rest = assembler.rest();
      if (rest.size() > 0) { // otherwise nothing was received
        partials.keep(name, assembler.remains(), rest, place.path());
        assembler.leave();
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
