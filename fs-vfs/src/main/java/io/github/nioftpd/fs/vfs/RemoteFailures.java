package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.commons.vfs2.FileSystemException;

/** Says for people why a server cannot be reached. No sentence holds a secret. */
final class RemoteFailures {

  private static final String LOGIN = "the remote server refuses the login";

  private RemoteFailures() {}

  /** The reason, if it is one of those that are known. */
  static Optional<String> sentence(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .flatMap(one -> reason(one).stream())
        .reduce((outer, inner) -> inner);
  }

  private static Optional<String> reason(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case JSchUnknownHostKeyException e ->
              "the host key of the remote server is not known; add it to the known hosts, or name"
                  + " its fingerprint in the setting host-key";
          case JSchChangedHostKeyException e ->
              "the host key of the remote server is not the one that is known";
          case JSchException e when String.valueOf(e.getMessage()).startsWith("Auth") -> LOGIN;
          case FileSystemException e when "vfs.provider.ftp/login.error".equals(e.getCode()) ->
              LOGIN;
          case SSLException e -> "the certificate of the remote server is not to be trusted";
          case ConnectException e -> "the remote server refuses the connection";
          case NoRouteToHostException e -> "there is no way to the remote server";
          case UnknownHostException e -> "the name of the remote server is not known";
          case SocketTimeoutException e -> "the remote server does not answer";
          default -> null;
        });
  }
}
