package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;

/** What identifies a result. */
record ResultKey(String scenario, String caseName, String property) {

  static ResultKey of(CaseResult result, PropertyResult property) {
    return new ResultKey(result.scenario().file(), result.caseName(), property.claim().id());
  }
}
