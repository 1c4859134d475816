import { runStep } from "./run-step.mjs";

/** Format, lint, types and dead code: `[name, passed]` of each. Needs no database. */
export function runChecks() {
  // Lint with types and the compiler both read the types of the routes: on a fresh clone there are none yet.
  const hasRouteTypes = runStep("route types", ["next/dist/bin/next", "typegen"]);
  const typed = (name, args) => [name, hasRouteTypes && runStep(name, args)];
  return [
    ["format", runStep("format", ["oxfmt/bin/oxfmt", "--check"])],
    typed("lint", ["oxlint/bin/oxlint", "--type-aware", "--deny-warnings"]),
    typed("types", ["typescript/bin/tsc", "--noEmit"]),
    ["dead code", runStep("dead code", ["knip/bin/knip.js", "--no-progress", "--treat-config-hints-as-errors"])],
  ];
}
