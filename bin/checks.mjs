import { runStep } from "./run-step.mjs";

/** Format, lint, types and dead code: one result each. Needs no database. */
export function runChecks() {
  return [
    () => runStep("format", ["oxfmt/bin/oxfmt", "--check"]),
    () => runStep("lint", ["oxlint/bin/oxlint", "--type-aware", "--deny-warnings"]),
    () =>
      runStep("route types", ["next/dist/bin/next", "typegen"]) && runStep("types", ["typescript/bin/tsc", "--noEmit"]),
    () => runStep("dead code", ["knip/bin/knip.js", "--no-progress", "--treat-config-hints-as-errors"]),
  ].map((check) => check());
}
