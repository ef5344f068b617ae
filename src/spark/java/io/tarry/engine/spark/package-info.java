/**
 * The same search spread over the machines of an Apache Spark cluster, for models that outgrow the
 * memory of one. It is built in the profile "spark" alone.
 */
@NullMarked
package io.tarry.engine.spark;

import org.jspecify.annotations.NullMarked;
