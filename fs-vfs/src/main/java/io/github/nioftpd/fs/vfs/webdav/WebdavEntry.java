package io.github.nioftpd.fs.vfs.webdav;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.jackrabbit.webdav.DavConstants;
import org.apache.jackrabbit.webdav.MultiStatus;
import org.apache.jackrabbit.webdav.MultiStatusResponse;
import org.apache.jackrabbit.webdav.property.DavProperty;
import org.apache.jackrabbit.webdav.property.DavPropertyName;
import org.apache.jackrabbit.webdav.property.DavPropertyNameSet;
import org.apache.jackrabbit.webdav.property.DavPropertySet;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/**
 * Properties of a WebDAV resource (RFC 4918, section 9.1).
 *
 * @param path on the server, decoded, without a trailing slash
 * @param isDirectory whether it is a collection
 * @param size in bytes
 * @param modified in milliseconds since 1970, or 0 if unknown
 */
record WebdavEntry(String path, boolean isDirectory, long size, long modified) {

  /** The requested properties. */
  static DavPropertyNameSet names() {
    DavPropertyNameSet names = new DavPropertyNameSet();
    names.add(DavPropertyName.RESOURCETYPE);
    names.add(DavPropertyName.GETCONTENTLENGTH);
    names.add(DavPropertyName.GETLASTMODIFIED);
    return names;
  }

  static List<WebdavEntry> of(MultiStatus answer) {
    List<WebdavEntry> entries = new ArrayList<>();
    for (MultiStatusResponse one : answer.getResponses()) {
      DavPropertySet properties = one.getProperties(200);
      entries.add(
          new WebdavEntry(
              path(one.getHref()),
              isDirectory(properties.get(DavPropertyName.RESOURCETYPE)),
              number(text(properties.get(DavPropertyName.GETCONTENTLENGTH))),
              time(text(properties.get(DavPropertyName.GETLASTMODIFIED)))));
    }
    return entries;
  }

  /** A href is a URL or a path. */
  private static String path(String href) {
    String path = href.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*", "");
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    return decoded.replaceFirst("/+$", "");
  }

  private static boolean isDirectory(@Nullable DavProperty<?> type) {
    return type != null && contains(type.getValue());
  }

  private static boolean contains(@Nullable Object value) {
    return switch (value) {
      case Node node -> DavConstants.XML_COLLECTION.equals(node.getLocalName());
      case Iterable<?> several -> {
        boolean found = false;
        for (Object one : several) {
          found |= contains(one);
        }
        yield found;
      }
      case null, default -> false;
    };
  }

  private static String text(@Nullable DavProperty<?> property) {
    return property == null ? "" : String.valueOf(property.getValue());
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static long time(String text) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from).toEpochMilli();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean isAt(URI uri) {
    return path.equals(uri.getPath().replaceFirst("/+$", ""));
  }
}
