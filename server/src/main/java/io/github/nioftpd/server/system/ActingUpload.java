package io.github.nioftpd.server.system;

import io.github.nioftpd.fs.Abortable;
import io.github.nioftpd.fs.ForwardingChannel;
import java.io.IOException;

/** A file that a user writes, and that can be given up, which is done as the user, too. */
final class ActingUpload extends ForwardingChannel implements Abortable {

  private final Abortable upload;
  private final Identity identity;

  ActingUpload(ActingChannel channel, Abortable upload, Identity identity) {
    super(channel);
    this.upload = upload;
    this.identity = identity;
  }

  @Override
  public void abort() throws IOException {
    identity.run(upload::abort);
  }

  @Override
  public void discard() throws IOException {
    identity.run(upload::discard);
  }

  @Override
  public boolean isAtomic() {
    return upload.isAtomic();
  }
}
