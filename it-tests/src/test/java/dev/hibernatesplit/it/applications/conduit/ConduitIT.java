package dev.hibernatesplit.it.applications.conduit;

import dev.hibernatesplit.it.applications.SameResults;

/** Lazy associations, many-to-many, orphans, constraints, feeds and pages. */
class ConduitIT extends SameResults {

  ConduitIT() {
    super(new ConduitScenario());
  }
}
