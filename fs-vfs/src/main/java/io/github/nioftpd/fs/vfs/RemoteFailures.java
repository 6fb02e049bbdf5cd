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

/** Describes why a server cannot be reached, without secrets. */
final class RemoteFailures {

  private static final String LOGIN = "the remote server rejected the login";

  private RemoteFailures() {}

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
              "unknown host key of the remote server; add it to known_hosts, or set host-key to its"
                  + " fingerprint";
          case JSchChangedHostKeyException e ->
              "the host key of the remote server differs from the known one; check whether the"
                  + " server got a new key before you accept it";
          case JSchException e when String.valueOf(e.getMessage()).startsWith("Auth") -> LOGIN;
          case FileSystemException e when "vfs.provider.ftp/login.error".equals(e.getCode()) ->
              LOGIN;
          case SSLException e ->
              "the certificate of the remote server is not trusted; set ca to a file with its"
                  + " authority";
          case ConnectException e -> "the remote server refused the connection";
          case NoRouteToHostException e -> "no route to the remote server";
          case UnknownHostException e -> "unknown host name of the remote server";
          case SocketTimeoutException e -> "the remote server does not answer";
          default -> null;
        });
  }
}
