package io.github.nioftpd.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.TestTls;
import io.github.nioftpd.command.Commands;
import io.github.nioftpd.intercept.DataCutException.End;
import io.github.nioftpd.session.Spec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FaultRuleTest {

  private static Arguments wrong(String message, Runnable use) {
    return Arguments.of(message, use);
  }

  static Stream<Arguments> wrongUse() {
    return Stream.of(
        wrong("unknown verb \"STRO\"; did you mean STOR?", () -> FaultRule.on("stro")),
        wrong("unknown verb \"UPLOAD\"; expected one of ABOR, ", () -> FaultRule.on("upload")),
        wrong("\"*\" is all commands; it stands alone", () -> FaultRule.on("*", "STOR")),
        wrong("\"connect\" is no command; it stands alone", () -> FaultRule.on("connect", "STOR")),
        wrong(
            "\"cut the data connection (reset) after 5 bytes\" makes no sense for NOOP; it is"
                + " possible for APPE, LIST, MLSD, NLST, RETR, STOR, STOU",
            () -> FaultRule.on("NOOP", "RETR").thenCutData(5)),
        wrong(
            "makes no sense for EPSV",
            () -> FaultRule.on("EPSV").thenWrongPassiveAddress("1.2.3.4")),
        wrong(
            "\"1.2.3\" is not an IPv4 address",
            () -> FaultRule.on("PASV").thenWrongPassiveAddress("1.2.3")),
        wrong(
            "\"1.2.3.999\" is not an IPv4 address",
            () -> FaultRule.on("PASV").thenWrongPassiveAddress("1.2.3.999")),
        wrong("makes no sense for STOR", () -> FaultRule.on("STOR").thenReadError(1)),
        wrong("makes no sense for RETR", () -> FaultRule.on("RETR").thenDiskFull(1)),
        wrong("makes no sense for a new connection", () -> FaultRule.onConnect().thenCutData(1)),
        wrong(
            "\"no feature MLST\" concerns a whole session",
            () -> FaultRule.on("FEAT").thenWithoutFeature("mlst")),
        wrong(
            "unknown feature \"MLTS\"; did you mean MLST?",
            () -> FaultRule.onConnect().thenWithoutFeature("mlts")),
        wrong("\"in/*\" is not absolute", () -> FaultRule.on("STOR").path("in/*").thenHang()),
        wrong("a brace", () -> FaultRule.on("STOR").path("/{a").thenHang()),
        wrong("neither a path nor a user", () -> FaultRule.onConnect().user("bob").thenHang()));
  }

  static Stream<Arguments> wrongNumbers() {
    return Stream.of(
        wrong("0 or more, not -1", () -> FaultRule.on("RETR").thenCutData(-1, End.FIN)),
        wrong("0 or more, not -1", () -> FaultRule.on("RETR").thenStallData(-1)),
        wrong("0 or more, not -1", () -> FaultRule.on("RETR").thenReadError(-1)),
        wrong("0 or more, not -1", () -> FaultRule.on("RETR").thenCorruptData(-1)),
        wrong("0 or more, not -1", () -> FaultRule.on("STOR").thenDiskFull(-1)),
        wrong("or more, not 0", () -> FaultRule.on("STOR").thenThrottle(0)),
        wrong("longer than zero", () -> FaultRule.on("STOR").thenDelay(Duration.ZERO)),
        wrong("100 to 599, not 99", () -> FaultRule.on("STOR").thenReply(99, "text")),
        wrong("one line at least", () -> FaultRule.on("STOR").thenReply(450)),
        wrong("200 to 599, not 150", () -> FaultRule.on("STOR").thenFinalReply(150, "text")),
        wrong("nth is 1 or more, not 0", () -> FaultRule.on("STOR").nth(0).thenHang()),
        wrong("times is 1 or more, not 0", () -> FaultRule.on("STOR").times(0).thenHang()),
        wrong("1 or more, not 0", () -> FaultRule.on("STOR").firstSessions(0).thenHang()),
        wrong("not 1.5", () -> FaultRule.on("STOR").probability(1.5, 1).thenHang()));
  }

  @ParameterizedTest
  @MethodSource({"wrongUse", "wrongNumbers"})
  void wrongUseFailsWithASentence(String message, Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRuleReadsLikeASentence() {
    FaultRule rule =
        FaultRule.on("stor", "appe").path("/out/*.csv").user("bob").nth(2).thenReply(452, "Full");
    assertThat(rule)
        .hasToString(
            "on APPE, STOR, path /out/*.csv, user bob, from number 2, times 1: reply 452 Full");
    assertThat(FaultRule.on("*").thenHang()).hasToString("on *: hang");
    assertThat(
            FaultRule.onConnect()
                .firstSessions(2)
                .probability(0.5, 7)
                .thenDelay(Duration.ofSeconds(1)))
        .hasToString("on connect, probability 0.5 with seed 7, first 2 sessions: delay of PT1S");
  }

  @Test
  void aVerbHasTheSameMeaningUnderItsOldName() {
    assertThat(FaultRule.on("XPWD").thenHang()).isEqualTo(FaultRule.on("PWD").thenHang());
  }

  @Test
  void allVerbsOfTheServerAreKnown() {
    List<Spec> specs = Commands.all().stream().map(command -> command.spec()).toList();
    assertThat(specs.stream().map(Spec::verb).filter(verb -> !verb.contains(" ")))
        .allSatisfy(verb -> assertThat(Verbs.known(verb)).isEqualTo(verb));
    assertThat(specs.stream().flatMap(FaultRuleTest::names)).containsAll(Verbs.all());
    assertThat(specs.stream().flatMap(spec -> spec.aliases().stream()))
        .allSatisfy(alias -> assertThat(Verbs.known(alias)).isIn(Verbs.all()));
  }

  private static Stream<String> names(Spec spec) {
    return Stream.concat(Stream.of(spec.verb()), spec.aliases().stream());
  }

  @Test
  void allFeaturesOfTheServerAreKnown() throws Exception {
    try (TestFtp ftp = TestTls.start(tls -> tls.clearCommandChannel(true));
        RawClient client = ftp.login()) {
      List<String> lines = client.command("FEAT").lines().toList();
      assertThat(lines.subList(1, lines.size() - 1))
          .allSatisfy(line -> assertThat(line.strip().split(" ")[0]).isIn(Verbs.features()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/out/*.csv, /out/a.csv, true",
    "/out/*.csv, /out/b/a.csv, false",
    "/out/**, /out/b/a.csv, true",
    "**.csv, /out/b/a.csv, true",
    "'/{a,b}.txt', /b.txt, true",
    "'/{a,b}.txt', /c.txt, false",
    "/a?c, /abc, true",
    "/a.c, /abc, false",
    "'/a,b', '/a,b', true",
  })
  void aPatternMatchesPaths(String pattern, String path, boolean matches) {
    assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
  }
}
