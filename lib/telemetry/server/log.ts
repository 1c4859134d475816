import { env } from "@/lib/env";
import { type Fields, type Level, lineOf } from "../log-line";
import { withoutValues } from "../without-values";

const isTerminal = process.stderr.isTTY === true;
const format = env.WAKELINE_LOG ?? (isTerminal ? "text" : "json");

/** Whether every request is worth a line: not to somebody who looks at a terminal, unless they asked for a log. */
export const logsRequests = env.WAKELINE_LOG !== undefined || !isTerminal;

/**
 * One line on standard error: what happened, in a fixed name, and facts about it. Never anything from a record, a request's
 * body or query, a header that proves who somebody is, or an address of the database.
 */
export function log(level: Level, event: string, fields: Fields = {}): void {
  if (env.WAKELINE_LOG === "off" && level !== "error") return;
  process.stderr.write(`${lineOf({ at: new Date(), level, event, fields }, format === "json" ? "json" : "text")}\n`);
}

/** An error for a log line: what it says, where it came from, and what it wraps. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return withoutValues(String(error));
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const inner = error.cause instanceof Error ? ` ← ${withoutValues(error.cause.message)}` : "";
  return [`${error.name}: ${withoutValues(error.message)}${inner}`, ...frames].join("\n");
}
