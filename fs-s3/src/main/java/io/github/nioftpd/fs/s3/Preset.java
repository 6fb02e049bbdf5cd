package io.github.nioftpd.fs.s3;

import java.util.Locale;

/** Defaults for a kind of store. */
enum Preset {
  /** Amazon S3. */
  AWS("", false, Checksum.CRC32C),
  /** The RADOS Gateway of Ceph. */
  CEPH("us-east-1", true, Checksum.NONE),
  /** MinIO. */
  MINIO("us-east-1", true, Checksum.NONE),
  /** Cloudflare R2. */
  R2("auto", true, Checksum.NONE),
  /** Any other compatible store. */
  GENERIC("us-east-1", true, Checksum.NONE);

  /** The region, or empty if it must be set. */
  final String region;

  /** Whether the bucket is in the path of a request, not in the host name. */
  final boolean pathStyle;

  /** The checksum of uploads; NONE becomes MD5 if the store requires one. */
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
