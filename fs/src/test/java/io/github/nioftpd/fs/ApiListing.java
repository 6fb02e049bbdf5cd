package io.github.nioftpd.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public types and members of the packages that a module exports, one a line, so that a review
 * shows each change of them. {@code -Dapi.write=true} writes the listing of a module.
 */
public final class ApiListing {

  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");
  private static final Pattern PACKAGE = Pattern.compile("\\b[a-z]\\w*(\\.[a-z]\\w*)*\\.(?=[A-Z])");
  private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");
  private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

  private ApiListing() {}

  /** Compares the module of the working directory with its listing. */
  public static void check(Class<?> anchor) throws IOException {
    String descriptor = Files.readString(Path.of("src/main/java/module-info.java"));
    check(anchor, EXPORT.matcher(descriptor).results().map(m -> m.group(1)).toList());
  }

  /** Compares some packages of the module of the working directory with its listing. */
  public static void check(Class<?> anchor, List<String> packages) throws IOException {
    Path listing = Path.of("src/test/resources/api.txt");
    String found =
        lines(anchor, packages).distinct().sorted().collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("api.write")) {
      Files.writeString(listing, found);
    }
    assertThat(found)
        .as("the public API; if the change is wanted, run this test with -Dapi.write=true")
        .isEqualTo(Files.readString(listing));
  }

  private static Stream<String> lines(Class<?> anchor, List<String> packages) {
    Path classes = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().getPath());
    assertThat(packages).isNotEmpty();
    return packages.stream()
        .flatMap(name -> files(classes.resolve(name.replace('.', '/'))))
        .map(file -> classes.relativize(file).toString().replaceFirst("\\.class$", ""))
        .map(name -> load(name.replace('/', '.'), anchor.getClassLoader()))
        .filter(ApiListing::isVisible)
        .flatMap(ApiListing::describe);
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether a type and all types around it are public or protected. */
  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return (type.getModifiers() & VISIBLE) != 0
        && !type.isAnonymousClass()
        && (outer == null || isVisible(outer));
  }

  private static Stream<String> describe(Class<?> type) {
    Stream<String> members =
        Stream.of(
                Arrays.stream(type.getDeclaredFields())
                    .filter(field -> isApi(field.getModifiers(), field.isSynthetic()))
                    .map(Field::toGenericString),
                Arrays.stream(type.getDeclaredConstructors())
                    .filter(each -> isApi(each.getModifiers(), each.isSynthetic()))
                    .map(Constructor::toGenericString),
                Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> isApi(method.getModifiers(), method.isSynthetic()))
                    .filter(method -> !OF_OBJECT.contains(method.getName()))
                    .map(Method::toGenericString))
            .flatMap(each -> each)
            .map(text -> text.replace(type.getTypeName() + ".", ""));
    String name = type.getName();
    return Stream.concat(
        Stream.of(name + ": " + shortened(type.toGenericString()) + supertypes(type)),
        members.map(member -> name + ": " + shortened(member)));
  }

  private static boolean isApi(int modifiers, boolean synthetic) {
    return (modifiers & VISIBLE) != 0 && !synthetic;
  }

  private static String supertypes(Class<?> type) {
    Type parent = type.getGenericSuperclass();
    boolean plain = parent == null || type.isEnum() || type.isRecord() || parent == Object.class;
    List<String> names =
        Stream.concat(
                plain ? Stream.empty() : Stream.of(parent), Stream.of(type.getGenericInterfaces()))
            .map(each -> shortened(each.getTypeName()))
            .toList();
    return names.isEmpty() ? "" : " : " + String.join(", ", names);
  }

  private static String shortened(String text) {
    return PACKAGE.matcher(text).replaceAll("").replaceFirst("^public ", "");
  }
}
