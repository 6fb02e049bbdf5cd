package io.github.nioftpd.fs.s3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/** CRC-64/NVME, the default checksum of Amazon's store. Owned by one thread. */
final class Crc64Nvme implements Checksum {

  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L; // bits in reverse

  /** The effect of a byte on the remainder, followed by 0 to 7 bytes. */
  private static final long[][] TABLES = tables();

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long remainder;

  Crc64Nvme() {
    reset();
  }

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int value = 0; value < 256; value++) {
      long remainder = value;
      for (int bit = 0; bit < 8; bit++) {
        remainder = (remainder & 1) == 0 ? remainder >>> 1 : remainder >>> 1 ^ POLYNOMIAL;
      }
      tables[0][value] = remainder;
    }
    for (int behind = 1; behind < 8; behind++) {
      for (int value = 0; value < 256; value++) {
        long before = tables[behind - 1][value];
        tables[behind][value] = before >>> 8 ^ tables[0][(int) before & 0xFF];
      }
    }
    return tables;
  }

  @Override
  public void update(int value) {
    remainder = remainder >>> 8 ^ TABLES[0][(int) (remainder ^ value) & 0xFF];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    for (int end = offset + length - 7; at < end; at += 8) {
      long eight = (long) LONGS.get(bytes, at) ^ remainder;
      remainder =
          TABLES[7][(int) eight & 0xFF]
              ^ TABLES[6][(int) (eight >>> 8) & 0xFF]
              ^ TABLES[5][(int) (eight >>> 16) & 0xFF]
              ^ TABLES[4][(int) (eight >>> 24) & 0xFF]
              ^ TABLES[3][(int) (eight >>> 32) & 0xFF]
              ^ TABLES[2][(int) (eight >>> 40) & 0xFF]
              ^ TABLES[1][(int) (eight >>> 48) & 0xFF]
              ^ TABLES[0][(int) (eight >>> 56)];
    }
    for (; at < offset + length; at++) {
      update(bytes[at]);
    }
  }

  @Override
  public long getValue() {
    return ~remainder;
  }

  @Override
  public void reset() {
    remainder = ~0L;
  }
}
