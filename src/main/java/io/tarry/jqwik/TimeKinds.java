package io.tarry.jqwik;

import io.tarry.tcp.settings.Time.Kind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which kinds of time a {@link DrawnWorld}, or {@link Timers}, can have. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE})
public @interface TimeKinds {

  /** The kinds, the plainest first. */
  Kind[] value();
}
