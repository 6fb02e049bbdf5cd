package io.github.nioftpd.server.config;

/**
 * Permissions that new files do not get.
 *
 * @param bits 0 to 0777
 */
public record Umask(int bits) {

  public static Umask parse(String text) {
    if (!text.matches("0?[0-7]{1,3}")) {
      throw new IllegalArgumentException();
    }
    return new Umask(Integer.parseInt(text, 8));
  }

  @Override
  public String toString() {
    return String.format("%03o", bits);
  }
}
