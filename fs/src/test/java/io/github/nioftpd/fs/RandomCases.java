package io.github.nioftpd.fs;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Random values for the test of a property. Its test is parameterised with {@code
 * "io.github.nioftpd.fs.RandomCases#seeds"}; a failure names the seed, which {@code -Dseed}
 * repeats.
 */
public final class RandomCases {
  /** Characters at which parsers and encoders go wrong. */
  private static final String SPECIAL =
      "\0\t\r\n"
          + " \"%*,./:;?@[\\]|~\u007F\u0085\u00A0\u00E9\u00FF\u2028\u202E\uD83D\uDE00\uDCE9\uFEFF\uFFFF";

  private final long seed;
  private final Random random;

  private RandomCases(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** One fixed seed and three new ones, or the one of the property {@code seed}. */
  public static Stream<RandomCases> seeds() {
    Long wanted = Long.getLong("seed");
    LongStream seeds =
        wanted == null
            ? LongStream.concat(LongStream.of(1), new Random().longs(3))
            : LongStream.of(wanted);
    return seeds.mapToObj(RandomCases::new);
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }

  public boolean either() {
    return random.nextBoolean();
  }

  /** A number, both bounds included. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A number, both bounds included; one of the bounds now and then. */
  public long between(long least, long most) {
    return switch (random.nextInt(20)) {
      case 0 -> least;
      case 1 -> most;
      default -> random.nextLong(least, most + 1);
    };
  }

  /** Any text of up to 40 characters, lone surrogates among them. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(41);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        case 1 -> text.append((char) random.nextInt(0x10000));
        default -> text.append((char) between(' ', '~'));
      }
    }
    return text.toString();
  }

  /** A text of some characters. */
  public String text(String characters, int longest) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /** Any bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Some of these bytes, each from 0 to 255. */
  public byte[] bytes(List<Integer> values, int longest) {
    byte[] bytes = new byte[random.nextInt(longest + 1)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = values.get(random.nextInt(values.size())).byteValue();
    }
    return bytes;
  }
}
