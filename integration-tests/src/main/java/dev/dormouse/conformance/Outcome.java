package dev.dormouse.conformance;

/** What became of one test. The worst of several (a test with subtests) is the last of these. */
enum Outcome {
  PASS,
  SKIP,
  FAIL,
  ERROR,
  /** It had not ended when its process died or ran out of time. */
  UNFINISHED,
  /** Its process had ended before its turn came. */
  NOT_RUN;

  /** True when the test ran to a verdict that its authors would not accept, or to none. */
  boolean isBad() {
    return this != PASS && this != SKIP;
  }

  String word() {
    return switch (this) {
      case PASS -> "pass";
      case SKIP -> "skip";
      case FAIL -> "fail";
      case ERROR -> "error";
      case UNFINISHED -> "unfinished";
      case NOT_RUN -> "not run";
    };
  }
}
