package io.github.nioftpd.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.intercept.DataCutException.End;
import io.github.nioftpd.server.config.FaultKeys;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.FaultChecks;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.test.fault.Dialect;
import io.github.nioftpd.test.fault.Fault;
import io.github.nioftpd.test.fault.Fault.Certificate.Problem;
import io.github.nioftpd.test.fault.FaultRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule in YAML is the same as one in Java. */
final class FaultRulesTest {

  private static final String BEGIN = "anonymous: {home: 'memory:'}\n";

  @TempDir private Path directory;

  private Path file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private List<FaultRule> rules(String yaml) throws Exception {
    Path file = file("c.yaml", BEGIN + "faults: {allowed: true, rules: [" + yaml + "]}\n");
    return FaultChecks.all(ConfigurationFile.load(file).faults()).stream()
        .map(FaultRules::rule)
        .toList();
  }

  private static Arguments same(String yaml, FaultRule rule) {
    return Arguments.of(yaml, rule);
  }

  static Stream<Arguments> pairs() {
    return Stream.concat(faultsWithValues(), faultsWithoutValues());
  }

  private static Stream<Arguments> faultsWithValues() {
    return Stream.of(
        same("{on: STOR, reply: 452 Disk full}", FaultRule.on("STOR").thenReply(452, "Disk full")),
        same("{on: connect, reply: \"220 a\\nb\"}", FaultRule.onConnect().thenReply(220, "a", "b")),
        same(
            "{on: [STOR, appe], path: /out/*.csv, user: bob, nth: 2, times: 3, final-reply: 451"
                + " no}",
            FaultRule.on("STOR", "APPE")
                .path("/out/*.csv")
                .user("bob")
                .nth(2)
                .times(3)
                .thenFinalReply(451, "no")),
        same(
            "{on: '*', percent: 30, seed: 7, first-sessions: 2, delay: 1500ms}",
            FaultRule.on("*")
                .probability(0.3, 7)
                .firstSessions(2)
                .thenDelay(Duration.ofMillis(1500))),
        same(
            "{on: PASV, passive-address: 192.0.2.1}",
            FaultRule.on("PASV").thenWrongPassiveAddress("192.0.2.1")),
        same("{on: RETR, cut-data: 64K}", FaultRule.on("RETR").thenCutData(65_536)),
        same("{on: RETR, cut-data: 0, cut-end: fin}", FaultRule.on("RETR").thenCutData(0, End.FIN)),
        same("{on: RETR, stall-data: 10}", FaultRule.on("RETR").thenStallData(10)),
        same("{on: RETR, throttle: 10K/s}", FaultRule.on("RETR").thenThrottle(10_240)),
        same("{on: STOR, disk-full: 10}", FaultRule.on("STOR").thenDiskFull(10)),
        same("{on: RETR, read-error: 10}", FaultRule.on("RETR").thenReadError(10)),
        same("{on: RETR, corrupt-data: 10}", FaultRule.on("RETR").thenCorruptData(10)),
        same(
            "{on: connect, certificate: expired}",
            FaultRule.onConnect().thenCertificate(Problem.EXPIRED)),
        same(
            "{on: connect, without-feature: MLST}",
            FaultRule.onConnect().thenWithoutFeature("MLST")),
        same("{on: connect, listing: iis}", FaultRule.onConnect().thenListing(Dialect.IIS)));
  }

  private static Stream<Arguments> faultsWithoutValues() {
    return Stream.of(
        same("{on: NOOP, then: hang}", FaultRule.on("NOOP").thenHang()),
        same("{on: NOOP, then: no-final-reply}", FaultRule.on("NOOP").thenOmitFinalReply()),
        same("{on: NOOP, then: close-control}", FaultRule.on("NOOP").thenCloseControl()),
        same("{on: NOOP, then: reset-control}", FaultRule.on("NOOP").thenResetControl()),
        same("{on: EPSV, then: never-accept}", FaultRule.on("EPSV").thenNeverAccept()),
        same("{on: EPSV, then: refuse-passive}", FaultRule.on("EPSV").thenRefusePassive()),
        same("{on: RETR, then: no-close-notify}", FaultRule.on("RETR").thenNoCloseNotify()),
        same(
            "{on: connect, then: refuse-resumption}", FaultRule.onConnect().thenRefuseResumption()),
        same(
            "{on: connect, then: require-resumption}",
            FaultRule.onConnect().thenRequireResumption()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRuleMeansTheSameInBoth(String yaml, FaultRule rule) throws Exception {
    assertThat(rules(yaml)).containsExactly(rule);
  }

  @Test
  void everyFaultHasAKey() {
    assertThat(Fault.class.getPermittedSubclasses())
        .allMatch(type -> pairs().anyMatch(pair -> type.isInstance(fault(pair))));
    assertThat(names(FaultKeys.Listing.values())).isEqualTo(names(Dialect.values()));
    assertThat(names(FaultKeys.Problem.values())).isEqualTo(names(Problem.values()));
    assertThat(names(FaultKeys.End.values())).isEqualTo(names(End.values()));
  }

  private static Fault fault(Arguments pair) {
    return ((FaultRule) pair.get()[1]).fault();
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{on: STRO, reply: 452 no} | faults.rules[0]: unknown verb \"STRO\"; did you mean STOR?",
        "{on: NOOP, cut-data: 5} | \"cut the data connection (reset) after 5 bytes\" makes no sense"
            + " for NOOP",
        "{reply: 452 no} | faults.rules[0]: required key on is missing",
        "{on: STOR} | expected one fault, such as reply, cut-data or then, but there are 0",
        "{on: STOR, reply: 452 no, then: hang} | but there are 2",
        "{on: STOR, reply: full} | \"full\" is not a reply; expected a code and a text such as 452"
            + " Disk full",
        "{on: STOR, rpely: 452 no, then: hang} | faults.rules[0].rpely: unknown key; did you mean"
            + " reply?",
        "{on: STOR, then: hagn} | faults.rules[0].then: \"hagn\" is not one of hang,",
        "{on: STOR, nth: 0, then: hang} | faults.rules[0].nth: \"0\" is not a whole number",
        "{on: STOR, cut-data: -1} | faults.rules[0].cut-data: \"-1\" is not a size",
        "{on: STOR, throttle: 0} | a rate is 1 byte per second or more",
        "{on: connect, path: /a, then: hang} | neither a path nor a user",
      })
  void aMistakeIsReportedWithItsLine(String yaml, String expected) {
    assertThatThrownBy(() -> rules(yaml))
        .isInstanceOf(WrongConfigurationException.class)
        .hasMessageStartingWith(directory + "/c.yaml:2: faults.rules[0]")
        .hasMessageContaining(expected);
  }

  @Test
  void faultsHaveToBeAllowed() throws Exception {
    Path file = file("c.yaml", BEGIN + "faults:\n  rules: [{on: NOOP, then: hang}]\n");
    assertThatThrownBy(() -> ConfigurationFile.load(file))
        .isInstanceOf(WrongConfigurationException.class)
        .hasMessageContaining("c.yaml:2: faults: make the server misbehave")
        .hasMessageContaining("add the key allowed");
  }

  @Test
  void theRulesOfAFileComeFirst() throws Exception {
    file("f.yaml", "rules:\n- {on: NOOP, then: hang}\n- {on: PWD, then: hang}\n");
    Path file =
        file(
            "c.yaml",
            BEGIN + "faults: {allowed: true, file: f.yaml, rules: {on: STAT, then: hang}}\n");
    assertThat(
            FaultChecks.all(ConfigurationFile.load(file).faults()).stream().map(FaultRules::rule))
        .containsExactly(
            FaultRule.on("NOOP").thenHang(),
            FaultRule.on("PWD").thenHang(),
            FaultRule.on("STAT").thenHang());
  }

  @Test
  void allMistakesOfAFileAreReportedAtOnce() throws Exception {
    file("f.yaml", "rules:\n- {on: NOOP, then: hang}\n- {on: X, then: hang}\n- {on: STOR}\n");
    Path file = file("c.yaml", BEGIN + "faults: {allowed: true, file: f.yaml}\ncolour: red\n");
    assertThatThrownBy(() -> ConfigurationFile.load(file))
        .hasMessageContaining("c.yaml:2: faults.file: ")
        .hasMessageContaining("/f.yaml:3: rules[1]: unknown verb \"X\"")
        .hasMessageContaining("/f.yaml:4: rules[2]: expected one fault")
        .hasMessageContaining("c.yaml:3: colour: unknown key");
  }

  @Test
  void aMissingFileIsAMistake() throws Exception {
    Path file = file("c.yaml", BEGIN + "faults: {allowed: true, file: none.yaml}\n");
    assertThatThrownBy(() -> ConfigurationFile.load(file))
        .hasMessageContaining("c.yaml:2: faults.file: ")
        .hasMessageContaining("none.yaml: does not exist");
  }
}
