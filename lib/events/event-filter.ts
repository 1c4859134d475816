import { z } from "zod";

/** What an event can be filtered by. Clauses on one field are alternatives; those of different fields must all hold. */
export const FILTER_FIELDS = [
  "identity",
  "credential",
  "session",
  "action",
  "source",
  "resource",
  "account",
  "region",
  "ip",
  "outcome",
  "error",
  "category",
  "kind",
  "readonly",
  "agent",
] as const;
export const FilterField = z.enum(FILTER_FIELDS);
export type FilterField = z.infer<typeof FilterField>;

/** PostgreSQL has no text with U+0000, so nothing that is stored can match one. */
export function isStorable(text: string): boolean {
  return !text.includes("\0");
}

export const FilterClause = z.object({
  field: FilterField,
  /** true: events that match the value are left out. */
  not: z.boolean().default(false),
  value: z.string().min(1).max(4096).refine(isStorable, "No stored text holds the character U+0000."),
});
export type FilterClause = z.infer<typeof FilterClause>;

/** `from` is included, `to` is not. */
export const EventFilter = z.object({
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
  clauses: z.array(FilterClause).max(200, "A filter has at most 200 parts.").default([]),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const EMPTY_FILTER: EventFilter = { from: null, to: null, clauses: [] };

/** A time as it is asked for: an end that is not after its start is no stretch of time, and counts as none. */
export function windowOf({ from, to }: Pick<EventFilter, "from" | "to">): Pick<EventFilter, "from" | "to"> {
  const isStretch = from === null || to === null || Date.parse(to) > Date.parse(from);
  return isStretch ? { from, to } : { from: null, to: null };
}

/** The form that a clause has in addresses: `field:value`, or `!field:value` to leave matches out. */
export function clauseText(clause: FilterClause): string {
  return `${clause.not ? "!" : ""}${clause.field}:${clause.value}`;
}

/** Reads `clauseText`; null where the text is not a clause. */
export function parseClause(text: string): FilterClause | null {
  const not = text.startsWith("!");
  const body = not ? text.slice(1) : text;
  const colon = body.indexOf(":");
  if (colon < 1) return null;
  const parsed = FilterClause.safeParse({ field: body.slice(0, colon), not, value: body.slice(colon + 1) });
  return parsed.success ? parsed.data : null;
}

/** The filter with one more clause; a clause that says the opposite of it goes, and none is there twice. */
export function withClause(filter: EventFilter, clause: FilterClause): EventFilter {
  const others = filter.clauses.filter((one) => one.field !== clause.field || one.value !== clause.value);
  return { ...filter, clauses: [...others, clause] };
}

/** The filter with a clause in place of all others of its field. */
export function withOnlyClause(filter: EventFilter, clause: FilterClause): EventFilter {
  return { ...filter, clauses: [...filter.clauses.filter(({ field }) => field !== clause.field), clause] };
}

/** The filter without a clause. */
export function withoutClause(filter: EventFilter, clause: FilterClause): EventFilter {
  return { ...filter, clauses: filter.clauses.filter((one) => clauseText(one) !== clauseText(clause)) };
}

/** The values of a field that a filter asks for, or those that it leaves out. */
export function clauseValues(filter: EventFilter, field: FilterField, not: boolean): string[] {
  return filter.clauses.filter((clause) => clause.field === field && clause.not === not).map(({ value }) => value);
}
