package io.github.nioftpd.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No operation of a provider or a view runs with the IDs of the server. */
class ActingProviderTest {

  /** Operations that touch no file, or delegate to others of the provider. */
  private static final Set<String> HARMLESS =
      Set.of(
          "getScheme",
          "isHidden",
          "getFileAttributeView", // its methods are checked
          "newFileSystem",
          "getFileSystem",
          "getPath",
          "newInputStream",
          "newOutputStream",
          "newAsynchronousFileChannel",
          "deleteIfExists",
          "exists",
          "readAttributesIfExists");

  private static final List<Class<? extends FileAttributeView>> VIEWS =
      List.of(
          BasicFileAttributeView.class, FileOwnerAttributeView.class, PosixFileAttributeView.class);

  @Test
  void everyOperationIsDoneAsTheUser() throws Exception {
    Identity identity = mock(Identity.class, call -> refuse());
    FileSystem acting = new ActingFileSystem(FileSystems.getDefault(), identity);
    for (Method method : FileSystemProvider.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && !Modifier.isStatic(method.getModifiers())
          && !HARMLESS.contains(method.getName())) {
        assertIsDoneAsTheUser(acting.provider(), method, acting.getPath("/a"));
      }
    }
    for (Class<? extends FileAttributeView> type : VIEWS) {
      Object view = Files.getFileAttributeView(acting.getPath("/a"), type);
      for (Method method : type.getMethods()) {
        if (!method.getName().equals("name")) {
          assertIsDoneAsTheUser(view, method, acting.getPath("/a"));
        }
      }
    }
  }

  private static Object refuse() throws IOException {
    throw new IOException("as the user");
  }

  private static void assertIsDoneAsTheUser(Object object, Method method, Path path) {
    Object[] arguments =
        IntStream.range(0, method.getParameterCount())
            .mapToObj(i -> argument(method.getParameterTypes()[i], path.resolve("b" + i)))
            .toArray();
    assertThatThrownBy(() -> method.invoke(object, arguments))
        .as(method.toString())
        .cause()
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).hasMessage("as the user"),
            thrown -> assertThat(thrown).isInstanceOf(UnsupportedOperationException.class));
  }

  private static Object argument(Class<?> type, Path path) {
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    return switch (type.getSimpleName()) {
      case "Path" -> path;
      case "Set" -> Set.of();
      case "Class" -> BasicFileAttributes.class;
      case "String" -> "lastModifiedTime";
      case "Filter" -> (DirectoryStream.Filter<Path>) entry -> true;
      case "Object", "FileTime" -> FileTime.fromMillis(0);
      default -> mock(type);
    };
  }
}
