package io.github.nioftpd.fs.s3;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * Proxy of the environment for a store. The SDK reads the same variables, but chooses by the scheme
 * of the proxy instead of that of the store, so HTTPS_PROXY would have no effect.
 */
final class Proxies {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:(https?)://)?(?:([^@/]*)@)?([^@/:\\[\\]]+|\\[[^\\]]+])(:[0-9]{1,5})?/?");

  /** No proxy for this machine, as in Go programs. */
  private static final List<String> HERE = List.of("localhost", "127\\..*", "\\[?::1]?");

  private Proxies() {}

  /**
   * Reads the variables HTTPS_PROXY or HTTP_PROXY, and NO_PROXY, in lower case first.
   *
   * @throws IllegalArgumentException when the value is invalid; the message does not contain it,
   *     because it may include a password
   */
  static ProxyConfiguration of(Map<String, String> variables, Optional<URI> address) {
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder().useEnvironmentVariableValues(false);
    boolean clear = address.isPresent() && address.get().getScheme().equals("http");
    String name = clear ? "http_proxy" : "https_proxy";
    variable(variables, name).ifPresent(value -> set(proxy, name, value, variables));
    return proxy.build();
  }

  private static void set(
      ProxyConfiguration.Builder proxy, String name, String value, Map<String, String> variables) {
    var matcher = ADDRESS.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the environment variable "
              + name.toUpperCase(Locale.ROOT)
              + " is not a proxy address such as http://host:port; other kinds of proxies are not"
              + " supported");
    }
    String scheme = matcher.group(1) == null ? "http" : matcher.group(1);
    String port = matcher.group(4) == null ? "" : matcher.group(4);
    proxy
        .useSystemPropertyValues(false)
        .endpoint(URI.create(scheme + "://" + matcher.group(3) + port))
        .nonProxyHosts(exceptions(variable(variables, "no_proxy").orElse("")));
    if (matcher.group(2) != null) {
      String[] login = matcher.group(2).split(":", 2);
      proxy
          .username(decoded(login[0]))
          .password(login.length < 2 ? "" : decoded(login[1]))
          .preemptiveBasicAuthenticationEnabled(true);
    }
  }

  /** Patterns of hosts without a proxy; a domain includes its hosts. */
  static Set<String> exceptions(String list) {
    Set<String> expressions = new HashSet<>(HERE);
    for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String host = entry.replaceFirst("^\\*?\\.", "").replaceFirst(":[0-9]+$", "");
      if (entry.equals("*")) {
        expressions.add(".*");
      } else if (!host.isEmpty()) {
        expressions.add("(.*\\.)?" + Pattern.quote(host));
      }
    }
    return expressions;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Optional<String> variable(Map<String, String> variables, String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(each -> variables.getOrDefault(each, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
