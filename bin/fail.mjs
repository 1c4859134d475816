import { ClearError } from "./clear-error.mjs";

/** One clear line, and out; what nobody expected keeps its stack. */
export function fail(error) {
  console.error(`wakeline: ${error instanceof ClearError ? error.message : (error?.stack ?? error)}`);
  process.exit(1);
}
