package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.ArchivedFileException;
import io.github.nioftpd.fs.InsufficientStorageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Translates exceptions of the SDK to those of {@code java.nio.file}. */
final class StoreFailures {

  private static final String WRONG_CLOCK =
      "the clock of this machine differs from that of the store; synchronize it";

  /** Codes for invalid credentials. */
  private static final Set<String> BAD_KEYS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired",
          "RequestExpired",
          "InvalidSecurity",
          "NotSignedUp",
          "AccountProblem",
          "UserSuspended");

  /** Codes for invalid object names. */
  private static final Set<String> BAD_NAMES =
      Set.of(
          "InvalidArgument",
          "InvalidObjectName",
          "InvalidURI",
          "KeyTooLong",
          "KeyTooLongError",
          "XMinioInvalidObjectName",
          "XMinioInvalidResourceName");

  private StoreFailures() {}

  /**
   * Translates a failure for a path.
   *
   * @throws InvalidPathException when the name is invalid for the store
   */
  static IOException translated(SdkException e, String path) {
    if (status(e) == 400 && BAD_NAMES.contains(code(e))) {
      InvalidPathException refused =
          new InvalidPathException(path, "the store rejects the name: " + code(e));
      refused.initCause(e);
      throw refused;
    }
    if (Thread.currentThread().isInterrupted() || e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return caused(new ClosedByInterruptException(), e);
    }
    return e instanceof AwsServiceException answer
        ? caused(translated(answer, path), e)
        : new IOException(unanswered(e), e);
  }

  private static String unanswered(SdkException e) {
    return e.getCause() instanceof FoundCredentials.Missing
        ? String.valueOf(e.getMessage())
        : "no response from the store: " + reason(e);
  }

  private static IOException translated(AwsServiceException e, String path) {
    String code = code(e);
    if (isBadKey(e)) {
      String why = code.isEmpty() ? String.valueOf(e.statusCode()) : code;
      return new IOException("the store rejected the access key: " + why);
    }
    return switch (code) {
      case "NoSuchBucket" -> new FileSystemException(path, null, "the bucket does not exist");
      case "NoSuchKey", "NotFound" -> new NoSuchFileException(path);
      case "InvalidObjectState" -> new ArchivedFileException(path, "archived by the store");
      case "QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity" ->
          new InsufficientStorageException(path, code);
      case "EntityTooLarge" -> new FileSystemException(path, null, "too large for the store");
      case "RequestTimeTooSkewed" -> new IOException(WRONG_CLOCK);
      default -> byStatus(e, path);
    };
  }

  /** Whether the store rejected the access key, which says nothing about the object. */
  static boolean isBadKey(Throwable e) {
    return e instanceof AwsServiceException answer
        && (BAD_KEYS.contains(code(answer))
            || answer.statusCode() == 401
            || answer instanceof StsException);
  }

  /** Whether the store does not support the operation or its condition. */
  static boolean refusesOperation(SdkException e) {
    int status = status(e);
    return status == 501 || status == 400 || status == 405;
  }

  /** Whether the store requires a checksum. */
  static boolean wantsDigest(SdkException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return status(e) == 400 && (message.contains("md5") || message.contains("checksum"));
  }

  private static IOException byStatus(AwsServiceException e, String path) {
    return switch (e.statusCode()) {
      case 403 -> new AccessDeniedException(path, null, code(e));
      case 404 -> new NoSuchFileException(path);
      case 409, 412 -> new ChangedException(path);
      case 507 -> new InsufficientStorageException(path, code(e));
      default -> new IOException("the store returned " + answer(e));
    };
  }

  private static String answer(AwsServiceException e) {
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return e.statusCode() + " " + code(e) + (message == null ? "" : ": " + message);
  }

  private static <E extends IOException> E caused(E failure, SdkException cause) {
    failure.initCause(cause);
    return failure;
  }

  /** The error code, or an empty text. */
  static String code(SdkException e) {
    if (e instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
      String code = answer.awsErrorDetails().errorCode();
      return code == null ? "" : code;
    }
    return "";
  }

  /** The HTTP status, or 0 without a response. */
  static int status(SdkException e) {
    return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  /** Why there was no response. */
  static String reason(SdkException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String type = deepest.getClass().getSimpleName();
    String message = deepest.getMessage();
    return deepest instanceof SdkClientException || message == null ? type : type + " " + message;
  }

  /** Describes for the administrator why a bucket cannot be opened. */
  static IOException atStart(SdkException e, S3Settings settings) {
    String bucket = "bucket " + settings.bucket();
    String where = settings.store().address().map(address -> " at " + address).orElse("");
    String text =
        switch (code(e)) {
          case "NoSuchBucket" -> bucket + " does not exist" + where;
          case "InvalidAccessKeyId" -> "unknown access key for " + bucket + where;
          case "SignatureDoesNotMatch" -> "wrong secret key for " + bucket + where;
          case "ExpiredToken" -> "expired credentials for " + bucket + where;
          case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint" ->
              bucket + where + " is in another region; set region";
          case "RequestTimeTooSkewed" -> "cannot open " + bucket + where + ": " + WRONG_CLOCK;
          default -> otherwise(e, bucket, where);
        };
    return new IOException(text, e);
  }

  private static String otherwise(SdkException e, String bucket, String where) {
    return switch (status(e)) {
      case 0 -> nothingSent(e, bucket, where);
      case 301, 307 -> bucket + where + " is in another region; set region";
      case 401, 403 -> "access to " + bucket + where + " denied (" + code(e) + ")";
      case 404 -> bucket + " does not exist" + where;
      default -> "cannot list " + bucket + where + ": " + status(e) + " " + code(e);
    };
  }

  private static String nothingSent(SdkException e, String bucket, String where) {
    String message = String.valueOf(e.getMessage());
    if (e.getCause() instanceof FoundCredentials.Missing) {
      return "cannot open " + bucket + where + ": " + message;
    }
    if (message.contains("region")) {
      return "no region for " + bucket + "; set region";
    }
    return "cannot reach " + bucket + where + ": " + reason(e);
  }
}
