package io.github.nioftpd.server.config;

/**
 * A range of ports.
 *
 * @param first the lowest, from 1 on
 * @param last the highest, up to 65535
 */
public record Ports(int first, int last) {

  public static Ports parse(String text) {
    if (!text.matches("[0-9]{1,5} *- *[0-9]{1,5}")) {
      throw new IllegalArgumentException();
    }
    String[] ends = text.split(" *- *");
    Ports ports = new Ports(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    if (ports.first < 1 || ports.last > 65_535) {
      throw new IllegalArgumentException("ports must be between 1 and 65535");
    }
    if (ports.first > ports.last) {
      throw new IllegalArgumentException("the first port must not be greater than the last");
    }
    return ports;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
