import type { EventFilter } from "./event-filter";
import { shellQuote } from "./shell-quote";

const WAKELINE = "npm run -s wakeline --";

/** The command that lists the same events. */
export function commandLine(filter: EventFilter): string {
  const words = [
    ...filter.clauses.flatMap(({ field, not, value }) => [`--${field}`, shellQuote(`${not ? "!" : ""}${value}`)]),
    ...(filter.from === null ? [] : ["--from", shellQuote(filter.from)]),
    ...(filter.to === null ? [] : ["--to", shellQuote(filter.to)]),
  ];
  return [WAKELINE, "events", ...words].join(" ");
}

/** The commands that show single events, one a line. */
export function eventCommands(eventIds: readonly string[]): string {
  return eventIds.map((eventId) => `${WAKELINE} event ${shellQuote(eventId)}`).join("\n");
}
