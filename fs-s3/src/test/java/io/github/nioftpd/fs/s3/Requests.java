package io.github.nioftpd.fs.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Looks at every request that goes to a store. Safe for use by several threads. */
final class Requests implements ExecutionInterceptor {

  private final Queue<String> operations = new ConcurrentLinkedQueue<>();
  private final Queue<SdkHttpRequest> requests = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    requests.add(context.httpRequest());
  }

  /** How often each operation was asked for since the last time. */
  Map<String, Integer> take() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String operation : operations) {
      counts.merge(operation, 1, Integer::sum);
    }
    operations.clear();
    requests.clear();
    return counts;
  }

  /** The requests since {@link #take}. */
  List<SdkHttpRequest> sent() {
    return new ArrayList<>(requests);
  }
}
