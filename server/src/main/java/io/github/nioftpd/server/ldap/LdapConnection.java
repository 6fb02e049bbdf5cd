package io.github.nioftpd.server.ldap;

import io.github.nioftpd.fs.Deadline;
import io.github.nioftpd.server.config.LdapSettings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;

/**
 * A connection with a directory server, first without a name. Owned by one thread. The library's
 * failures end here: they become an {@link IOException} without the request.
 */
final class LdapConnection implements AutoCloseable {

  /** An entry that was found. */
  record Entry(String name, Attributes attributes) {}

  /** The maximum number of entries of a search; a server may ignore the requested limit. */
  private static final int MOST = 2;

  private static final String LATE = "timeout";

  private final LdapSettings settings;
  private final InitialLdapContext context;
  private final Deadline deadline;
  private Optional<StartTlsResponse> tls = Optional.empty();

  private LdapConnection(LdapSettings settings, InitialLdapContext context, Deadline deadline) {
    this.settings = settings;
    this.context = context;
    this.deadline = deadline;
  }

  /**
   * Connects to the first server that answers, encrypted as the settings want it. The time limit of
   * the settings is one for the whole life of the connection: JNDI has limits for each answer, and
   * for each read of a handshake, but a server may send many answers, or a byte at a time.
   */
  static LdapConnection open(LdapSettings settings) throws IOException {
    IOException last = new IOException("no directory server is configured");
    for (String server : settings.servers()) {
      try {
        return open(settings, URI.create(server));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static LdapConnection open(LdapSettings settings, URI server) throws IOException {
    boolean ready = false;
    try (ServerSockets sockets = ServerSockets.of(settings, server)) {
      Deadline deadline = new Deadline(sockets::cut, settings.timeout());
      try {
        LdapConnection connection = connect(settings, server, sockets, deadline);
        ready = true;
        return connection;
      } catch (NamingException | IOException e) {
        String why = deadline.isOver() ? LATE : text(e);
        throw new IOException("the directory server " + server + " cannot be used: " + why, e);
      } finally {
        if (!ready) {
          deadline.close();
        }
      }
    }
  }

  private static LdapConnection connect(
      LdapSettings settings, URI server, ServerSockets sockets, Deadline deadline)
      throws IOException, NamingException {
    LdapConnection connection =
        new LdapConnection(
            settings,
            new InitialLdapContext(environment(settings, server, sockets), null),
            deadline);
    boolean ready = false;
    try {
      if (settings.isStartTls(server)) {
        connection.startTls(sockets);
      }
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /** Without credentials: those are only shown when the connection is encrypted. */
  @SuppressWarnings("JdkObsolete") // JNDI takes no other map
  private static Hashtable<String, Object> environment(
      LdapSettings settings, URI server, ServerSockets sockets) {
    Hashtable<String, Object> environment = new Hashtable<>();
    String millis = Long.toString(settings.timeout().toMillis());
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, server.toString());
    environment.put(Context.REFERRAL, "ignore");
    environment.put(Context.SECURITY_AUTHENTICATION, "none");
    environment.put("java.naming.ldap.version", "3");
    environment.put("java.naming.ldap.derefAliases", "never");
    environment.put("com.sun.jndi.ldap.connect.timeout", millis);
    environment.put("com.sun.jndi.ldap.read.timeout", millis);
    environment.put("java.naming.ldap.factory.socket", sockets.factoryName());
    return environment;
  }

  private void startTls(ServerSockets sockets) throws NamingException, IOException {
    StartTlsResponse response = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
    tls = Optional.of(response);
    response.negotiate(sockets.tls());
  }

  /**
   * Proves a password.
   *
   * @param name the distinguished name, not empty
   * @param password not empty: a bind without a password proves nothing and succeeds (RFC 4513
   *     section 5.1.2)
   * @return whether the server accepts it
   */
  boolean bind(String name, String password) throws IOException {
    if (name.isBlank() || password.isEmpty()) {
      return false;
    }
    try {
      context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
      context.addToEnvironment(Context.SECURITY_PRINCIPAL, name);
      context.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
      context.reconnect(null);
      return true;
    } catch (AuthenticationException | NameNotFoundException e) {
      return false;
    } catch (NamingException e) {
      throw failure(e);
    }
  }

  /** Reads an entry by its name. */
  Optional<Entry> read(String name, String... attributes) throws IOException {
    return one(name, "(objectClass=*)", SearchControls.OBJECT_SCOPE, attributes).stream()
        .findFirst();
  }

  /** Finds entries; two are as many as are ever told apart. */
  List<Entry> search(String base, String filter, String... attributes) throws IOException {
    return one(base, filter, SearchControls.SUBTREE_SCOPE, attributes);
  }

  /**
   * Entries are not deserialized: of an entry only attributes are asked for that hold texts, and
   * since Java 20 JNDI refuses to deserialize what a directory sends.
   */
  @SuppressWarnings("BanJNDI")
  private List<Entry> one(String base, String filter, int scope, String... attributes)
      throws IOException {
    int millis = (int) Math.min(settings.timeout().toMillis(), Integer.MAX_VALUE);
    SearchControls controls = new SearchControls(scope, MOST, millis, attributes, false, false);
    List<Entry> found = new ArrayList<>();
    try {
      NamingEnumeration<SearchResult> results =
          context.search(new LdapName(base), filter, controls);
      try {
        while (found.size() < MOST && results.hasMore()) {
          SearchResult result = results.next();
          found.add(new Entry(result.getNameInNamespace(), result.getAttributes()));
        }
      } finally {
        results.close();
      }
    } catch (SizeLimitExceededException | PartialResultException e) {
      return found; // more than two, or some of them elsewhere
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw failure(e);
    }
    return found;
  }

  private IOException failure(NamingException e) {
    return new IOException("directory server error: " + (deadline.isOver() ? LATE : text(e)), e);
  }

  /** The library names what it could not reach, and codes of the server; never credentials. */
  private static String text(Exception e) {
    Throwable root = e instanceof NamingException failed ? failed.getRootCause() : null;
    Throwable cause = root == null ? e : root;
    return String.valueOf(cause.getMessage()).replaceAll("[\\p{Cntrl}]", " ");
  }

  @Override
  public void close() {
    try {
      if (tls.isPresent()) {
        tls.get().close();
      }
    } catch (IOException e) {
      // the connection ends anyway
    }
    try {
      context.close();
    } catch (NamingException e) {
      // nothing was asked that is not answered
    }
    deadline.close();
  }
}
