package io.github.nioftpd.fs.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** A zip archive with arbitrary headers. */
final class RawZip {

  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private short count;

  /**
   * Adds an entry without compression, whose name is in a charset that the archive does not tell.
   */
  RawZip stored(String name, Charset charset, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return add(name.getBytes(charset), 0, 0, bytes, bytes);
  }

  /**
   * Adds an entry.
   *
   * @param flags general purpose bits
   * @param method of compression
   * @param packed the stored bytes
   * @param content what it stands for
   */
  RawZip add(byte[] name, int flags, int method, byte[] packed, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ByteBuffer common = buffer(26);
    common.putShort((short) 20).putShort((short) flags).putShort((short) method);
    common.putInt(0x5A210000).putInt((int) checksum.getValue());
    common.putInt(packed.length).putInt(content.length);
    common.putShort((short) name.length).putShort((short) 0);
    int offset = entries.size();
    entries.writeBytes(buffer(4).putInt(0x04034b50).array());
    entries.writeBytes(common.array());
    entries.writeBytes(name);
    entries.writeBytes(packed);
    directory.writeBytes(buffer(6).putInt(0x02014b50).putShort((short) 20).array());
    directory.writeBytes(common.array());
    directory.writeBytes(buffer(14).putInt(10, offset).array());
    directory.writeBytes(name);
    count++;
    return this;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  Path write(Path archive) throws java.io.IOException {
    ByteBuffer end = buffer(22).putInt(0, 0x06054b50).putShort(8, count).putShort(10, count);
    end.putInt(12, directory.size()).putInt(16, entries.size());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(entries.toByteArray());
    all.writeBytes(directory.toByteArray());
    all.writeBytes(end.array());
    return Files.write(archive, all.toByteArray());
  }
}
