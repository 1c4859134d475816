import {
  createLoader,
  createParser,
  createSerializer,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { Route } from "next";
import { clauseText, type EventFilter, parseClause } from "./event-filter";

const parseAsClause = createParser({
  parse: parseClause,
  serialize: clauseText,
  eq: (a, b) => clauseText(a) === clauseText(b),
});

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

/** An absolute time as ISO text in UTC; anything else in the address counts as none. */
const parseAsInstant = createParser({
  parse: (text) => (ISO.test(text) && Number.isFinite(Date.parse(text)) ? new Date(text).toISOString() : null),
  serialize: (text: string) => text.replace(/\.000Z$/, "Z"),
});

/** What is seen of a set of events: the address of the page holds all of it. */
export const eventParams = {
  f: parseAsNativeArrayOf(parseAsClause),
  from: parseAsInstant,
  to: parseAsInstant,
  /** Null: as the page has it by itself. */
  order: parseAsStringLiteral(["oldest", "newest"]),
  /** The event whose record is shown. */
  event: parseAsString,
  /** The event that the next one opened is compared with. */
  compare: parseAsString,
  /** What is looked for among the events of the selected time. */
  find: parseAsString,
};

export const loadEventParams = createLoader(eventParams);

const serialise = createSerializer(eventParams);

/** The address of all events that a filter leaves. */
export function eventsHref(filter: Partial<EventFilter>): Route {
  return routeOf(serialise("/events", { f: filter.clauses ?? [], from: filter.from ?? null, to: filter.to ?? null }));
}

/** The address of an identity's timeline. */
export function timelineHref(identityId: string, filter: Partial<EventFilter> = {}): Route {
  const base = `/identities/${encodeURIComponent(identityId)}/timeline`;
  return routeOf(serialise(base, { f: filter.clauses ?? [], from: filter.from ?? null, to: filter.to ?? null }));
}

const AROUND_MS = 10 * 60_000;

/** The timeline of the identity behind an event, ten minutes around it and with its record open; all events where it has no identity. */
export function eventsAroundHref(event: { eventId: string; identityId: string | null; timeMs: number }): Route {
  const base = event.identityId === null ? "/events" : `/identities/${encodeURIComponent(event.identityId)}/timeline`;
  const [from, to] = [event.timeMs - AROUND_MS, event.timeMs + AROUND_MS].map((timeMs) =>
    new Date(timeMs).toISOString(),
  );
  return routeOf(serialise(base, { from: from ?? null, to: to ?? null, event: event.eventId }));
}

/** The permanent address of one event. */
export function eventHref(eventId: string): Route {
  return routeOf(`/e/${encodeURIComponent(eventId)}`);
}

/** Addresses made here are those of pages that exist: the one place that says so to the type of routes. */
function routeOf(path: string): Route {
  return path as Route;
}
