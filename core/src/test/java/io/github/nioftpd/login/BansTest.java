package io.github.nioftpd.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bans: addresses and durations")
final class BansTest {

  private static final BanPolicy THREE =
      BanPolicy.DEFAULT
          .failures(3)
          .within(Duration.ofSeconds(60))
          .duration(Duration.ofSeconds(100));

  private final AtomicLong seconds = new AtomicLong();
  private final Bans bans = new Bans(() -> seconds.get() * 1_000_000_000L);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private boolean fail(String address) {
    return bans.failed(address(address), THREE);
  }

  private boolean isBanned(String address) {
    return bans.isBanned(address(address), THREE);
  }

  @Test
  void aBanIsReportedOnceAndEnds() {
    assertThat(fail("192.0.2.1")).isFalse();
    assertThat(fail("192.0.2.1")).isFalse();
    assertThat(isBanned("192.0.2.1")).isFalse();
    assertThat(fail("192.0.2.1")).isTrue();
    assertThat(fail("192.0.2.1")).as("reported once").isFalse();
    assertThat(isBanned("192.0.2.1")).isTrue();
    assertThat(isBanned("192.0.2.2")).isFalse();
    seconds.set(99);
    assertThat(isBanned("192.0.2.1")).isTrue();
    seconds.set(100);
    assertThat(isBanned("192.0.2.1")).isFalse();
    assertThat(fail("192.0.2.1")).as("from the beginning").isFalse();
    assertThat(bans.size()).isEqualTo(1);
  }

  @Test
  void clearingEndsBansAndForgetsFailures() {
    for (int i = 0; i < 3; i++) {
      fail("192.0.2.1");
    }
    fail("192.0.2.2");
    bans.clear();
    assertThat(isBanned("192.0.2.1")).isFalse();
    assertThat(bans.size()).isZero();
  }

  @Test
  void oldFailuresDoNotCount() {
    for (int i = 0; i < 20; i++) {
      seconds.addAndGet(31);
      assertThat(fail("192.0.2.1")).isFalse();
    }
    assertThat(fail("192.0.2.1")).as("two within the time, and this").isTrue();
  }

  @Test
  void anIpv6ClientCountsByItsNetworkAndAMappedOneAsIpv4() {
    fail("2001:db8:1:2::1");
    fail("2001:db8:1:2:ffff::9");
    assertThat(fail("2001:db8:1:3::1")).as("the neighbouring address").isFalse();
    assertThat(fail("2001:db8:1:2:3:4:5:6")).isTrue();
    assertThat(isBanned("2001:db8:1:2::77")).isTrue();
    assertThat(isBanned("2001:db8:1:3::1")).isFalse();
    fail("::ffff:192.0.2.9");
    fail("192.0.2.9");
    assertThat(fail("::ffff:192.0.2.9")).isTrue();
    assertThat(isBanned("192.0.2.9")).isTrue();
  }

  @Test
  void aFloodFromManyAddressesEvictsCountsButNoBans() {
    for (int i = 0; i < 3; i++) {
      fail("198.51.100.1");
    }
    for (int i = 0; i < 5 * Bans.MOST; i++) {
      fail("2001:db8:" + Integer.toHexString(i >> 8) + ":" + Integer.toHexString(i & 255) + "::1");
    }
    assertThat(bans.size()).isEqualTo(Bans.MOST + 1);
    assertThat(isBanned("198.51.100.1")).isTrue();
  }

  @Test
  void loopbackIsExemptByDefault() {
    BanPolicy usual = BanPolicy.DEFAULT;
    for (String address : new String[] {"127.0.0.1", "127.9.9.9", "::1", "192.0.2.1"}) {
      for (int i = 0; i < 9; i++) {
        assertThat(bans.failed(address(address), usual)).isFalse();
      }
      assertThat(bans.failed(address(address), usual)).isEqualTo(address.startsWith("192"));
    }
  }

  @Test
  void aPolicyThatExemptsAnAddressEndsItsBan() {
    fail("192.0.2.1");
    fail("192.0.2.1");
    fail("192.0.2.1");
    assertThat(isBanned("192.0.2.1")).isTrue();
    BanPolicy other = THREE.exempt(List.of(Network.parse("192.0.2.0/24")));
    assertThat(bans.isBanned(address("192.0.2.1"), other)).isFalse();
    assertThat(bans.isBanned(address("192.0.2.1"), BanPolicy.NONE)).isFalse();
  }

  @Test
  void withoutAPolicyNothingIsRemembered() {
    for (int i = 0; i < 100; i++) {
      assertThat(bans.failed(address("192.0.2.1"), BanPolicy.NONE)).isFalse();
    }
    assertThat(bans.size()).isZero();
  }
}
