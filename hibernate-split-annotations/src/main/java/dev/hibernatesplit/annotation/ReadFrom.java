package dev.hibernatesplit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This entity's tables are read from one target, unless the query, a scope or the session names
 * another; from the primary while that target does not serve.
 *
 * <p>Inherited, until a subclass is annotated otherwise; see the {@linkplain
 * dev.hibernatesplit.annotation package} for what it covers, and for the order. On a method, only a
 * framework's module reads it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReadFrom {

  /** The target's name in the settings; one that is not there fails the start. */
  String value();
}
