package io.github.nioftpd.fs.s3;

import java.util.Locale;

/** What is usual at a kind of store, for settings that are not given. */
enum Preset {
  /** Amazon's own. */
  AWS("", false, Checksum.CRC32C),
  /** The RADOS Gateway of Ceph. */
  CEPH("us-east-1", true, Checksum.NONE),
  /** MinIO. */
  MINIO("us-east-1", true, Checksum.NONE),
  /** Cloudflare R2. */
  R2("auto", true, Checksum.NONE),
  /** Any other store that speaks the protocol. */
  GENERIC("us-east-1", true, Checksum.NONE);

  /** The region, or empty when it has to be given. */
  final String region;

  /** Whether the bucket stands in the path of a request rather than in the name of the host. */
  final boolean pathStyle;

  /** The checksum of uploads; where it is none, MD5 once the store wants one. */
  final Checksum checksum;

  Preset(String region, boolean pathStyle, Checksum checksum) {
    this.region = region;
    this.pathStyle = pathStyle;
    this.checksum = checksum;
  }

  static Preset of(String name) {
    for (Preset preset : values()) {
      if (preset.name().equals(name.toUpperCase(Locale.ROOT))) {
        return preset;
      }
    }
    throw new IllegalArgumentException(
        "the setting preset of s3: \"" + name + "\" is not aws, ceph, minio, r2 or generic");
  }
}
