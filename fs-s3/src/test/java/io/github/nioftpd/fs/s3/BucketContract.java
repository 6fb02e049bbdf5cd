package io.github.nioftpd.fs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.fs.FileSystemContract;
import io.github.nioftpd.fs.Located;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** The file system contract, with the differences between objects and files. */
public abstract class BucketContract extends FileSystemContract {

  /** Where the buckets are. */
  protected abstract TestStore store();

  @Override
  protected FileSystem open() throws IOException {
    return TestBucket.open(store(), "cache", "1m");
  }

  /** Stores are told to encode keys, and do not all do so with all of an answer. */
  @ParameterizedTest
  @ValueSource(strings = {"50% off", "100%", "%zz", "a+b c", "tab\tulator", "bell\u0007&#7;"})
  void anyCharacterMayBeInTheNameOfADirectory(String name) throws IOException {
    Path directory = Files.createDirectory(path("/" + name));
    assertThat(names(directory)).isEmpty();
    assertThat(content(file("/" + name + "/" + name, "x"))).isEqualTo("x");
    assertThat(names(directory)).containsExactly(name);
    assertThat(names(path("/"))).containsExactly(name);
    assertThat(Files.exists(path("/" + name + "%"))).isFalse();
    Files.move(directory, path("/moved"));
    assertThat(names(path("/moved"))).containsExactly(name);
  }

  /** STOU of a file that is larger than a part. */
  @Test
  void aNewFileInPartsIsMadeOnce() throws IOException {
    byte[] large = new byte[9 << 20];
    large[large.length - 1] = 1;
    Path file =
        Files.write(path("/a"), large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    assertThat(Files.readAllBytes(file)).isEqualTo(large);
    assertThatThrownBy(
            () ->
                Files.write(
                    file,
                    new byte[9 << 20],
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(large);
  }

  /** APPE of a file whose beginning the store copies. */
  @Test
  void aFileInPartsIsContinued() throws IOException {
    byte[] large = new byte[9 << 20];
    Path file = Files.write(path("/a"), large);
    Files.write(file, new byte[] {1, 2}, StandardOpenOption.APPEND);
    assertThat(Files.size(file)).isEqualTo(large.length + 2);
    Files.write(file, new byte[] {3}, StandardOpenOption.APPEND);
    byte[] content = Files.readAllBytes(file);
    assertThat(content).hasSize(large.length + 3).endsWith(1, 2, 3);
  }

  /** An append does not overwrite a concurrent upload. */
  @Test
  void aSmallFileThatIsReplacedMeanwhileIsNotContinued() throws IOException {
    file("/f", "old");
    SeekableByteChannel channel = Files.newByteChannel(path("/f"), StandardOpenOption.APPEND);
    channel.write(ByteBuffer.wrap(new byte[] {1}));
    file("/f", "another");
    assertThatThrownBy(channel::close).isInstanceOf(ChangedException.class);
    assertThat(content(path("/f"))).isEqualTo("another");
  }

  /** A channel asks for its object when it knows from where on. */
  @Override
  public void assertMissingIsRefused(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> Files.newByteChannel(file).size())
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Files.newInputStream(file))
        .isInstanceOf(NoSuchFileException.class)
        .extracting(e -> ((NoSuchFileException) e).getFile())
        .isEqualTo("/a");
  }

  /** Objects have no number, and the fact is made from the path. */
  @Override
  public void assertFileKeys(Object before, Object after, Object other) {
    assertThat(before).isNull();
    assertThat(after).isNull();
  }

  @Override
  public void assertPermissions(Path file) {
    assertThat(file.getFileSystem().supportedFileAttributeViews()).containsExactly("basic");
  }

  @Override
  public void assertSpace(FileStore store) {
    assertThatThrownBy(store::getUsableSpace).isInstanceOf(UnsupportedOperationException.class);
  }

  /** Keys have a limit as a whole, of 1,024 bytes. */
  @Override
  public void assertLongNameIsRefused(String path) throws IOException {
    file(path, "x");
    assertThat(content(path(path))).isEqualTo("x");
    String longer = path + "n".repeat(800);
    assertThatThrownBy(() -> file(longer, "x"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith(longer);
  }

  /** Other programs have described it, and an FTP client does not know that. */
  @ParameterizedTest
  @ValueSource(ints = {10, 6 << 20})
  void whatDescribesAnObjectStaysWhenItIsContinuedOrDated(int size) throws IOException {
    URI location = Located.of(path("/f")).orElseThrow();
    Tagging tags = Tagging.builder().tagSet(Tag.builder().key("team").value("a b").build()).build();
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(location.getAuthority())
            .key(location.getPath().substring(1))
            .contentType("text/csv")
            .cacheControl("max-age=5")
            .metadata(Map.of("colour", "blue"));
    if (store().hasTags()) {
      request.tagging(tags);
    }
    store().client().putObject(request.build(), RequestBody.fromBytes(new byte[size]));
    Files.writeString(path("/f"), "more", StandardOpenOption.APPEND);
    assertDescribed(location, "appended");
    Files.setLastModifiedTime(path("/f"), FileTime.fromMillis(1000));
    assertDescribed(location, "dated");
    Files.writeString(path("/f"), "more", StandardOpenOption.APPEND);
    assertDescribed(location, "appended again");
    assertThat(Files.size(path("/f"))).isEqualTo(size + 8);
  }

  private void assertDescribed(URI location, String what) {
    String bucket = location.getAuthority();
    String key = location.getPath().substring(1);
    HeadObjectResponse head =
        store().client().headObject(request -> request.bucket(bucket).key(key));
    assertThat(head.contentType()).as(what).isEqualTo("text/csv");
    assertThat(head.cacheControl()).as(what).isEqualTo("max-age=5");
    assertThat(head.metadata()).as(what).containsEntry("colour", "blue");
    if (store().hasTags()) {
      assertThat(store().client().getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet())
          .as(what)
          .containsExactly(Tag.builder().key("team").value("a b").build());
    }
  }
}
