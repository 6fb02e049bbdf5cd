package io.github.nioftpd.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key of the configuration file. Its name is that of the component with hyphens. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** The meaning of the key, in one sentence. */
  String value();

  /**
   * The default as the file would say it. A key without one is optional, a section, or has to be
   * given.
   */
  String otherwise() default "";

  /** The least a number may be. */
  long from() default 0;

  /** The most a number may be. */
  long to() default Long.MAX_VALUE;
}
