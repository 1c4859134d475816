import { runStep } from "./run-step.mjs";

/** Format, lint, types and dead code: one result each. Needs no database. */
export function runChecks() {
  // Lint with types and the compiler both read the types of the routes: on a fresh clone there are none yet.
  const hasRouteTypes = runStep("route types", ["next/dist/bin/next", "typegen"]);
  return [
    () => runStep("format", ["oxfmt/bin/oxfmt", "--check"]),
    () => hasRouteTypes && runStep("lint", ["oxlint/bin/oxlint", "--type-aware", "--deny-warnings"]),
    () => hasRouteTypes && runStep("types", ["typescript/bin/tsc", "--noEmit"]),
    () => runStep("dead code", ["knip/bin/knip.js", "--no-progress", "--treat-config-hints-as-errors"]),
  ].map((check) => check());
}
