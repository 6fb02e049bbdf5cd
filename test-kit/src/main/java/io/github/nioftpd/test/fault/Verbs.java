package io.github.nioftpd.test.fault;

import io.github.nioftpd.fs.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verbs and features that faults can name. */
final class Verbs {

  /** Stands for a new connection, which is no verb. */
  static final String CONNECT = "CONNECT";

  static final Set<String> DOWNLOADS = Set.of("RETR");
  static final Set<String> UPLOADS = Set.of("STOR", "STOU", "APPE");
  static final Set<String> FILES = union(DOWNLOADS, UPLOADS);
  static final Set<String> TRANSFERS = union(FILES, Set.of("LIST", "NLST", "MLSD"));
  static final Set<String> PASSIVE = Set.of("PASV", "EPSV");

  private static final Set<String> ALL =
      words(
          "USER PASS ACCT CWD CDUP SMNT REIN QUIT PORT PASV TYPE STRU MODE RETR STOR STOU APPE ALLO"
              + " REST RNFR RNTO ABOR DELE RMD MKD PWD LIST NLST SITE SYST STAT HELP NOOP FEAT OPTS"
              + " LANG EPRT EPSV SIZE MDTM MLST MLSD MFMT HOST CLNT AVBL AUTH PBSZ PROT CCC ADAT"
              + " CONF ENC MIC LPRT LPSV");

  private static final Map<String, String> ALIASES =
      Map.of("XCUP", "CDUP", "XCWD", "CWD", "XMKD", "MKD", "XPWD", "PWD", "XRMD", "RMD");

  private static final Set<String> FEATURES =
      words(
          "AUTH AVBL CCC CLNT EPRT EPSV HOST LANG MDTM MFMT MLSD MLST PBSZ PROT REST SITE SIZE TVFS"
              + " UTF8");

  private Verbs() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Set.copyOf(Stream.concat(one.stream(), other.stream()).toList());
  }

  static Set<String> all() {
    return ALL;
  }

  static Set<String> features() {
    return FEATURES;
  }

  /** The name of a verb that has two. */
  static String canonical(String verb) {
    return ALIASES.getOrDefault(verb, verb);
  }

  /** The verb of a SITE command as a condition names it. */
  static String site(String argument) {
    return "SITE " + argument.strip().split("\\s")[0].toUpperCase(Locale.ROOT);
  }

  /** Checks verbs; a star alone stands for all. */
  static Set<String> known(Set<String> verbs) {
    return verbs.equals(Set.of("*"))
        ? Set.of()
        : verbs.stream().map(Verbs::known).collect(Collectors.toSet());
  }

  /** Checks a verb, which may have the word after SITE with it. */
  static String known(String verb) {
    String upper = verb.strip().toUpperCase(Locale.ROOT);
    if (upper.equals("*")) {
      throw new IllegalArgumentException("\"*\" is all commands; it stands alone");
    }
    if (upper.equals(CONNECT)) {
      throw new IllegalArgumentException(
          "\"connect\" is no command; it stands alone, and in Java it is onConnect()");
    }
    return upper.matches("SITE \\w+") ? upper : known("verb", canonical(upper), ALL);
  }

  /** Checks the name of a feature. */
  static String feature(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return known("feature", upper, FEATURES);
  }

  private static String known(String kind, String word, Set<String> all) {
    if (all.contains(word)) {
      return word;
    }
    String hint =
        nearest(word, all)
            .map(near -> "did you mean " + near + "?")
            .orElse("expected one of " + String.join(", ", new TreeSet<>(all)));
    throw new IllegalArgumentException("unknown " + kind + " \"" + word + "\"; " + hint);
  }

  private static Optional<String> nearest(String word, Set<String> all) {
    return all.stream()
        .filter(one -> EditDistance.between(one, word) <= 2)
        .min(
            Comparator.comparingInt((String one) -> EditDistance.between(one, word))
                .thenComparing(one -> one));
  }

  /** Whether a feature covers a line of FEAT. */
  static boolean isLineOf(String feature, String line) {
    String first = line.strip().split(" ")[0].toUpperCase(Locale.ROOT);
    return first.equals(feature.equals("MLSD") ? "MLST" : feature);
  }

  /** The commands that a client may use only with a feature. */
  static List<String> commandsOf(String feature) {
    return switch (feature) {
      case "MLST", "MLSD" -> List.of("MLST", "MLSD");
      case "TVFS", "UTF8", "SITE" -> List.of();
      default -> List.of(feature);
    };
  }
}
