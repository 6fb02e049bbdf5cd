package io.github.nioftpd.server.ldap;

import io.github.nioftpd.Installed;
import io.github.nioftpd.server.clients.External;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real directory server with its own database, on free loopback ports. */
final class Slapd implements AutoCloseable {

  static final String SERVICE = "cn=service,dc=example,dc=org";
  static final String SERVICE_PASSWORD = "service secret";

  private final Path directory;
  private final Process process;
  private final int port = freePort();
  private final int tlsPort = freePort();

  Slapd(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    String program = Installed.program("slapd").toString();
    Files.createDirectory(directory.resolve("db"));
    External.of("openssl", directory)
        .run(
            ("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                    + " -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem")
                .split(" "));
    Path configuration = Files.writeString(directory.resolve("slapd.conf"), configuration());
    Path data = Files.writeString(directory.resolve("data.ldif"), data());
    run(program, "-T", "add", "-f", configuration.toString(), "-l", data.toString());
    String urls = "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + tlsPort + "/";
    process = start(program, "-f", configuration.toString(), "-h", urls, "-d", "0");
    await();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String configuration() {
    return """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/nis.schema
    include /etc/ldap/schema/inetorgperson.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    pidfile @/slapd.pid
    TLSCertificateFile @/cert.pem
    TLSCertificateKeyFile @/key.pem
    allow bind_anon_cred bind_anon_dn
    database mdb
    suffix dc=example,dc=org
    directory @/db
    access to attrs=userPassword by anonymous auth by * none
    access to dn.subtree=ou=secret,dc=example,dc=org by * none
    access to * by users read by * none
    """
        .replace("@", directory.toString());
  }

  /** OpenLDAP treats a password without a scheme as clear text. */
  private static String data() {
    return """
    dn: dc=example,dc=org
    objectClass: dcObject
    objectClass: organization
    o: Example
    dc: example

    dn: cn=service,dc=example,dc=org
    objectClass: organizationalRole
    objectClass: simpleSecurityObject
    cn: service
    userPassword: service secret
    """
        + unit("people", "")
        + unit("more", "ou=people,")
        + unit("groups", "")
        + person("alice", "ou=people", "wonder land")
        + person("bob", "ou=people", "builder")
        + person("twin", "ou=people", "same")
        + person("twin", "ou=more,ou=people", "same")
        + person("a\\,b\\\\c*(d)", "ou=people", "comma")
        + person("jürgen", "ou=people", "pässwörd")
        + """

        dn: cn=ftp,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        cn: ftp
        member: uid=alice,ou=people,dc=example,dc=org
        member: uid=a\\,b\\\\c*(d),ou=people,dc=example,dc=org
        """;
  }

  private static String unit(String name, String where) {
    return """

    dn: ou=%s,%sdc=example,dc=org
    objectClass: organizationalUnit
    ou: %s
    """
        .formatted(name, where, name);
  }

  private static String person(String name, String where, String password) {
    String plain = name.replaceAll("\\\\(.)", "$1");
    return """

    dn: uid=%s,%s,dc=example,dc=org
    objectClass: inetOrgPerson
    objectClass: posixAccount
    uid: %s
    cn: The %s
    sn: %s
    uidNumber: 1
    gidNumber: 1
    homeDirectory: /home/%s
    userPassword: %s
    """
        .formatted(name, where, plain, plain, plain, plain, password);
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("slapd.log").toFile())
        .start();
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process running = start(command);
    if (!running.waitFor(60, TimeUnit.SECONDS) || running.exitValue() != 0) {
      running.destroyForcibly();
      throw new IOException(Files.readString(directory.resolve("slapd.log")));
    }
  }

  private void await() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    process.destroyForcibly();
    throw new IOException(
        "slapd did not start: " + Files.readString(directory.resolve("slapd.log")));
  }

  URI plain() {
    return URI.create("ldap://localhost:" + port);
  }

  URI encrypted() {
    return URI.create("ldaps://localhost:" + tlsPort);
  }

  Path certificate() {
    return directory.resolve("cert.pem");
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
