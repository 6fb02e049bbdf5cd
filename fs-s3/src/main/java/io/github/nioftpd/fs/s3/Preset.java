package io.github.nioftpd.fs.s3;

import java.util.Locale;

/** What is usual at a kind of store, for settings that are not given. */
enum Preset {
  /** Amazon's own. */
  AWS("", false),
  /** The RADOS Gateway of Ceph. */
  CEPH("us-east-1", true),
  /** MinIO. */
  MINIO("us-east-1", true),
  /** Cloudflare R2. */
  R2("auto", true),
  /** Any other store that speaks the protocol. */
  GENERIC("us-east-1", true);

  /** The region, or empty when it has to be given. */
  final String region;

  /** Whether the bucket stands in the path of a request rather than in the name of the host. */
  final boolean pathStyle;

  Preset(String region, boolean pathStyle) {
    this.region = region;
    this.pathStyle = pathStyle;
  }

  static Preset of(String name) {
    for (Preset preset : values()) {
      if (preset.name().equals(name.toUpperCase(Locale.ROOT))) {
        return preset;
      }
    }
    throw new IllegalArgumentException(
        "the preset of s3 is aws, ceph, minio, r2 or generic, not \"" + name + "\"");
  }
}
