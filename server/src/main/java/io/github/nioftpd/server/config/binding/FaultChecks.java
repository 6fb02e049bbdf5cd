package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.FaultSection;
import io.github.nioftpd.server.config.FaultsSection;
import io.github.nioftpd.server.faults.FaultRules;
import java.util.ArrayList;
import java.util.List;

/** Faults of a configuration, and checks of them. */
public final class FaultChecks {

  private FaultChecks() {}

  static void check(Configuration configuration, Problems problems) {
    FaultsSection faults = configuration.faults();
    if (faults.isUsed() && !faults.allowed()) {
      problems.add(
          "faults",
          "make the server misbehave, for tests of clients; to confirm that, add the key allowed"
              + " with the value true");
    }
    rules("faults.rules", faults.rules(), problems);
  }

  static void rules(String key, List<FaultSection> rules, Problems problems) {
    for (int i = 0; i < rules.size(); i++) {
      try {
        FaultRules.check(rules.get(i));
      } catch (IllegalArgumentException e) {
        problems.add(key + "[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
  }

  /** Checks the file with more faults. */
  static void checkFile(Configuration configuration, Problems problems) {
    try {
      List<FaultSection> unused = all(configuration.faults());
    } catch (WrongConfigurationException e) {
      e.getMessage().lines().forEach(line -> problems.add("faults.file", line));
    }
  }

  /**
   * Reads the faults of a configuration.
   *
   * @param section their section
   * @return the rules of its file, then its own
   * @throws WrongConfigurationException when the file cannot be read, or has mistakes, with all of
   *     them
   */
  public static List<FaultSection> all(FaultsSection section) throws WrongConfigurationException {
    if (section.file().isEmpty()) {
      return section.rules(); // and loads no library
    }
    List<FaultSection> rules = new ArrayList<>(ConfigurationFile.faults(section.file().get()));
    rules.addAll(section.rules());
    return rules;
  }
}
