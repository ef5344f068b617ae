package io.tarry.lab;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;

/**
 * A run that was played, and what came of it.
 *
 * @param result the case
 * @param property the property whose run it is
 */
public record PlayedRun(CaseResult result, PropertyResult property, Outcome outcome) {}
