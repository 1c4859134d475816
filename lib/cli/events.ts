import { parseArgs } from "node:util";
import { FILTER_FIELDS, type EventFilter, type FilterField } from "@/lib/events/event-filter";
import type { EventRecord } from "@/lib/events/export-format";
import { describeDropped } from "@/lib/events/server/describe-dropped";
import { eachEvent } from "@/lib/events/server/each-event";
import { visibleText } from "@/lib/base/visible-text";
import { type Io, UsageError } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

/** `wakeline events`: the events that match, oldest first. */
export async function eventsCommand(args: readonly string[], io: Io): Promise<number> {
  const input = readInput(args);
  return withStore(io, async (ctx) => {
    let found = 0;
    for await (const event of eachEvent(ctx, input)) {
      found += 1;
      io.stdout(io.json ? JSON.stringify(event) : line(event));
    }
    const dropped = await describeDropped(ctx, input.filter);
    if (dropped !== null) io.stderr(dropped);
    if (found === 0) io.stderr("No delivered event matches. That does not mean that nothing happened.");
    return 0;
  });
}

const OPTIONS = {
  ...Object.fromEntries(FILTER_FIELDS.map((field) => [field, { type: "string", multiple: true } as const])),
  from: { type: "string" },
  to: { type: "string" },
  limit: { type: "string" },
} as const;

function readInput(args: readonly string[]): { filter: EventFilter; limit: number } {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const clauses = FILTER_FIELDS.flatMap((field) => valuesOf(values, field).map((value) => toClause(field, value)));
  return {
    filter: { from: isoOrNull(readTime("--from", values.from)), to: isoOrNull(readTime("--to", values.to)), clauses },
    limit: readLimit(values.limit),
  };
}

function valuesOf(values: object, field: FilterField): string[] {
  const found: unknown = Object.entries(values).find(([name]) => name === field)?.[1];
  return Array.isArray(found) ? found.map(String) : [];
}

/** `--region '!us-east-1'` leaves a value out. */
function toClause(field: FilterField, text: string): EventFilter["clauses"][number] {
  const not = text.startsWith("!");
  const value = not ? text.slice(1) : text;
  if (value === "") throw new UsageError(`--${field} needs a value.`);
  return { field, not, value };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(`--limit ${text} is no number of events.`);
  return limit;
}

function isoOrNull(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function line(event: EventRecord): string {
  const [resource = "-"] = event.resources;
  const more = event.resources.length > 1 ? ` and ${event.resources.length - 1} more` : "";
  const outcome = event.outcome === "error" ? ` ${event.errorCode ?? "error"}` : "";
  const parts = [
    event.time,
    event.identity,
    `${event.source}:${event.action}${outcome}`,
    `${resource}${more}`,
    event.account,
    event.region,
    event.sourceIp ?? "-",
    event.eventId,
  ];
  return parts.map(visibleText).join("  ");
}
