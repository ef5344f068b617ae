package io.tarry.engine;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * Makes the same thing at each call, also on another machine: what it captures must be
 * serializable, and its class must be in a jar that the machines of the {@link Cluster} have.
 */
@FunctionalInterface
public interface SerializableSupplier<T> extends Supplier<T>, Serializable {}
