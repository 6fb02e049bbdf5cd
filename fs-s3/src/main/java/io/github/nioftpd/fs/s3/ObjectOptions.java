package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Storage options of new objects; null stands for the default of the bucket. The three requests
 * that create objects have no common type in the SDK, so each has its own method.
 */
record ObjectOptions(
    @Nullable String storageClass,
    @Nullable ServerSideEncryption encryption,
    @Nullable String kmsKey,
    @Nullable String acl,
    @Nullable Tagging tags) {

  static ObjectOptions of(Settings settings) {
    Optional<String> kmsKey = settings.text("kms-key");
    ServerSideEncryption otherwise = kmsKey.isPresent() ? ServerSideEncryption.AWS_KMS : null;
    return new ObjectOptions(
        settings.text("storage-class").map(ObjectOptions::storageClass).orElse(null),
        settings.text("encryption").map(ObjectOptions::encryption).orElse(otherwise),
        kmsKey.orElse(null),
        settings.text("acl").map(ObjectOptions::acl).orElse(null),
        settings.text("tags").map(ObjectOptions::tags).orElse(null));
  }

  private static String storageClass(String name) {
    String value = name.toUpperCase(Locale.ROOT).replace('-', '_');
    if (!value.matches("[A-Z0-9_]{1,64}")) {
      throw new IllegalArgumentException(
          "the setting storage-class of s3: \""
              + name
              + "\" is not a storage class such as "
              + StorageClass.STANDARD_IA);
    }
    return value;
  }

  private static @Nullable ServerSideEncryption encryption(String name) {
    return switch (name) {
      case "none" -> null;
      case "sse-s3" -> ServerSideEncryption.AES256;
      case "sse-kms" -> ServerSideEncryption.AWS_KMS;
      default ->
          throw new IllegalArgumentException(
              "the setting encryption of s3: \"" + name + "\" is not none, sse-s3 or sse-kms");
    };
  }

  private static String acl(String name) {
    ObjectCannedACL acl = ObjectCannedACL.fromValue(name);
    if (acl == ObjectCannedACL.UNKNOWN_TO_SDK_VERSION) {
      throw new IllegalArgumentException(
          "the setting acl of s3: \"" + name + "\" is not one of " + ObjectCannedACL.knownValues());
    }
    return name;
  }

  private static Tagging tags(String text) {
    List<Tag> tags = new ArrayList<>();
    for (String pair : text.split(",", -1)) {
      String[] words = pair.split("=", 2);
      if (words.length < 2 || words[0].isBlank()) {
        throw new IllegalArgumentException(
            "the setting tags of s3: \"" + text + "\" is not a list such as team=blue,origin=ftp");
      }
      tags.add(Tag.builder().key(words[0].strip()).value(words[1].strip()).build());
    }
    return Tagging.builder().tagSet(tags).build();
  }

  /** The class of an object that replaces one of the given class. */
  @Nullable String classInPlaceOf(@Nullable String ofSource) {
    return storageClass == null ? ofSource : storageClass;
  }

  /** Merges the tags of the setting into those of the source. */
  @Nullable Tagging tagsWith(@Nullable Tagging ofSource) {
    if (ofSource == null || tags == null) {
      return ofSource == null ? tags : ofSource;
    }
    Map<String, Tag> all = new LinkedHashMap<>();
    ofSource.tagSet().forEach(tag -> all.put(tag.key(), tag));
    tags.tagSet().forEach(tag -> all.put(tag.key(), tag));
    return Tagging.builder().tagSet(all.values()).build();
  }

  void apply(PutObjectRequest.Builder request, Store.Kept kept) {
    request
        .storageClass(classInPlaceOf(kept.storageClass()))
        .serverSideEncryption(encryption)
        .ssekmsKeyId(kmsKey)
        .acl(acl);
    Tagging all = tagsWith(kept.tags());
    if (all != null) {
      request.tagging(all);
    }
  }

  /** For internal objects: in the default class, without tags. */
  void applyHidden(PutObjectRequest.Builder request) {
    request.serverSideEncryption(encryption).ssekmsKeyId(kmsKey);
  }

  void apply(CreateMultipartUploadRequest.Builder request, Store.Kept kept) {
    request
        .storageClass(classInPlaceOf(kept.storageClass()))
        .serverSideEncryption(encryption)
        .ssekmsKeyId(kmsKey)
        .acl(acl);
    Tagging all = tagsWith(kept.tags());
    if (all != null) {
      request.tagging(all);
    }
  }

  /** A copy keeps its tags. */
  void apply(CopyObjectRequest.Builder request, @Nullable String classOfSource) {
    request
        .storageClass(classInPlaceOf(classOfSource))
        .serverSideEncryption(encryption)
        .ssekmsKeyId(kmsKey)
        .acl(acl);
  }
}
