package io.github.nioftpd.transfer;

import io.github.nioftpd.data.DataConnection;
import io.github.nioftpd.intercept.DataInterceptor;
import io.github.nioftpd.outcome.Transfer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A transfer that an interceptor changes. */
public record InterceptedTransfer(Transfer inner, DataInterceptor interceptor) implements Transfer {

  @Override
  public String opening() {
    return inner.opening();
  }

  @Override
  public Optional<Path> file() {
    return inner.file();
  }

  @Override
  public boolean isUpload() {
    return inner.isUpload();
  }

  @Override
  public void copy(DataConnection data) throws IOException {
    data.intercept(interceptor);
    Optional<byte[]> content = isUpload() ? Optional.empty() : interceptor.content();
    if (content.isPresent()) {
      data.write(ByteBuffer.wrap(content.get()));
    } else {
      inner.copy(data);
    }
  }

  @Override
  public void commit() throws IOException {
    inner.commit();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
