package io.github.nioftpd.data;

import io.github.nioftpd.config.Bandwidth;

/**
 * The throttles of both directions that some transfers share.
 *
 * @param download to the client
 * @param upload from the client
 */
public record Throttles(Throttle download, Throttle upload) {

  /** Makes throttles. */
  public static Throttles of(Bandwidth bandwidth) {
    return new Throttles(new Throttle(bandwidth.download()), new Throttle(bandwidth.upload()));
  }

  /** Changes the limits, also for running transfers. */
  public void set(Bandwidth bandwidth) {
    download.rate(bandwidth.download());
    upload.rate(bandwidth.upload());
  }
}
