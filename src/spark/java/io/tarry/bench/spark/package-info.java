/** The bench model "close N" on an Apache Spark cluster. */
@NullMarked
package io.tarry.bench.spark;

import org.jspecify.annotations.NullMarked;
