package io.tarry.jqwik;

import io.tarry.scenario.Applications;
import io.tarry.scenario.Beginning;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the runs of a {@link DrawnWorld}, or of its {@link Applications}, begin. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE})
public @interface Beginnings {

  /** The beginnings, the plainest first. */
  Beginning[] value();
}
