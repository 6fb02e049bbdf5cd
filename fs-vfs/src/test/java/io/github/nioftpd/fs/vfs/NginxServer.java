package io.github.nioftpd.fs.vfs;

import io.github.nioftpd.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * nginx, which shows a directory under TLS: below {@code /dav} to the user {@code user} with the
 * password {@code secret}, who may change it by WebDAV; below {@code /static} to everybody.
 */
final class NginxServer implements AutoCloseable {

  /** The module for PROPFIND. */
  static final String DAV_EXT = "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so";

  private final Path directory;
  private final int port;
  private final int plainPort;
  private final Daemon daemon;

  NginxServer(Path directory, Path files) throws IOException {
    this.directory = directory;
    String program = Installed.program("nginx").toString();
    String openssl = Installed.program("openssl").toString();
    port = Daemon.freePort();
    plainPort = Daemon.freePort();
    Daemon.run(
        (openssl
                + " req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                + " -addext subjectAltName=DNS:localhost -keyout @/key.pem -out @/cert.pem")
            .replace("@", directory.toString())
            .split(" "));
    String hash = Daemon.run(openssl, "passwd", "-apr1", "secret").strip();
    Files.writeString(directory.resolve("users"), "user:" + hash + "\n");
    Path file = Files.writeString(directory.resolve("nginx.conf"), configuration(files));
    daemon =
        Daemon.start(directory, port, program, "-p", directory.toString(), "-c", file.toString());
  }

  private String configuration(Path files) {
    return """
    load_module %s;
    daemon off;
    master_process off;
    pid @/pid;
    error_log stderr error;
    events { worker_connections 256; }
    http {
      access_log @/access;
      client_body_temp_path @/body;
      proxy_temp_path @/proxy;
      fastcgi_temp_path @/fastcgi;
      uwsgi_temp_path @/uwsgi;
      scgi_temp_path @/scgi;
      client_max_body_size 0;
      server {
        listen 127.0.0.1:%d ssl;
        listen 127.0.0.1:%d;
        server_name localhost;
        ssl_certificate @/cert.pem;
        ssl_certificate_key @/key.pem;
        location /dav/ {
          alias %s/;
          auth_basic test;
          auth_basic_user_file @/users;
          dav_methods PUT DELETE MKCOL COPY MOVE;
          dav_ext_methods PROPFIND OPTIONS;
          min_delete_depth 1;
        }
        location /static/ {
          alias %s/;
          autoindex on;
        }
      }
    }
    """
        .formatted(DAV_EXT, port, plainPort, files, files)
        .replace("@", directory.toString());
  }

  Path certificate() {
    return directory.resolve("cert.pem");
  }

  /** A location under TLS, of the scheme {@code webdav4s} or {@code https}. */
  String location(String scheme, String path) {
    String user = scheme.startsWith("webdav4") ? "user@" : "";
    return scheme + "://" + user + "localhost:" + port + path;
  }

  /** A location in clear, of the scheme {@code webdav4} or {@code http}. */
  String plainLocation(String scheme, String path) {
    return location(scheme, path).replace(":" + port, ":" + plainPort);
  }

  @Override
  public void close() {
    daemon.close();
  }
}
