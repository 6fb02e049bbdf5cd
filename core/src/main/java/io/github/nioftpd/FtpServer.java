package io.github.nioftpd;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.event.FtpEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** An FTP server (skeleton, being filled). */
public final class FtpServer implements AutoCloseable {

  private FtpServer() {}

  public static Builder builder() {
    return new Builder();
  }

  /** The addresses the server listens on, with their real ports. */
  public List<InetSocketAddress> addresses() {
    throw new UnsupportedOperationException();
  }

  /** How many sessions are served now. */
  public int sessions() {
    throw new UnsupportedOperationException();
  }

  /** Waits until the server is closed. */
  public void join() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Closes with a grace of ten seconds for transfers. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  /** Closes: 421 to the idle, at most {@code grace} for transfers. */
  public void close(Duration grace) {
    throw new UnsupportedOperationException();
  }

  /** Collects the settings of a server. */
  public static final class Builder {
    private Builder() {}

    /** May be called several times; default 127.0.0.1, port 2121. */
    public Builder listen(InetSocketAddress address) {
      return this;
    }

    public Builder authenticator(Authenticator authenticator) {
      return this;
    }

    public Builder passivePorts(PassivePorts ports) {
      return this;
    }

    public Builder limits(Limits limits) {
      return this;
    }

    /** Text of the 220 reply; may hold several lines separated by LF. */
    public Builder banner(String text) {
      return this;
    }

    /** The zone of every time a client sees; default GMT. */
    public Builder zone(ZoneId zone) {
      return this;
    }

    /** The charset of names; default UTF-8. */
    public Builder charset(Charset charset) {
      return this;
    }

    /** Whether plain downloads of local files use sendfile; default true. */
    public Builder sendfile(boolean use) {
      return this;
    }

    /** Whether data connections may lead to other hosts than the client's; default false. */
    public Builder foreignAddresses(boolean permitted) {
      return this;
    }

    /** Whether PORT and EPRT may name ports below 1024; default false. */
    public Builder privilegedPorts(boolean permitted) {
      return this;
    }

    public Builder onEvent(Consumer<FtpEvent> consumer) {
      return this;
    }

    public Builder clock(InstantSource clock) {
      return this;
    }

    /**
     * Binds and starts to serve. @throws IOException (BindException) when an address cannot be
     * bound
     */
    public FtpServer start() throws IOException {
      throw new UnsupportedOperationException();
    }
  }
}
