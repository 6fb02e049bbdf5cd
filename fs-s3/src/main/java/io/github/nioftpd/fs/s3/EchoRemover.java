package io.github.nioftpd.fs.s3;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Removes the echoed request parameters from a listing before the SDK decodes them. Ceph encodes
 * keys as requested, but not the prefix, so one with a percent sign cannot be decoded. Stateless.
 */
final class EchoRemover implements ExecutionInterceptor {

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    return switch (context.response()) {
      case ListObjectsV2Response page ->
          page.toBuilder().prefix(null).delimiter(null).startAfter(null).build();
      case ListObjectsResponse page ->
          page.toBuilder().prefix(null).delimiter(null).marker(null).build();
      case ListMultipartUploadsResponse page ->
          page.toBuilder().prefix(null).delimiter(null).keyMarker(null).build();
      default -> context.response();
    };
  }
}
