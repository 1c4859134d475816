import { runChecks } from "./checks.mjs";
import { fail } from "./fail.mjs";
import { prepare } from "./prepare.mjs";

try {
  prepare();
  if (runChecks().some(([, ok]) => !ok)) process.exitCode = 1;
} catch (error) {
  fail(error);
}
