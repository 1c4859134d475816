import type { EventFilter, FilterClause, FilterField } from "./event-filter";

/** What our ids stand for outside: ARNs of identities and resources, by the value of their clause. */
export type OutsideNames = ReadonlyMap<string, string>;

/**
 * The filter as a condition on the CloudTrail fields of an Athena table made with AWS's own statement for it (lower-case columns,
 * `useridentity` as a struct, times as text). What no field can say is left as a comment, never dropped in silence.
 */
export function athenaWhere(filter: EventFilter, names: OutsideNames): string {
  const parts: string[] = [];
  if (filter.from !== null) parts.push(`eventtime >= ${literal(nextSecond(filter.from))}`);
  if (filter.to !== null) parts.push(`eventtime < ${literal(nextSecond(filter.to))}`);
  for (const [field, clauses] of byField(filter.clauses)) {
    const wanted = clauses.filter(({ not }) => !not).map(({ value }) => conditionOf(field, value, names));
    if (wanted.length > 0) parts.push(wanted.length === 1 ? (wanted[0] ?? "") : `(${wanted.join(" OR ")})`);
    for (const { value } of clauses.filter(({ not }) => not))
      parts.push(`NOT coalesce(${conditionOf(field, value, names)}, false)`);
  }
  return `WHERE ${parts.length === 0 ? "true" : parts.join("\n  AND ")}`;
}

/** Single events as such a condition; the times let partitions and files of other days be skipped. */
export function athenaWhereEvents(events: readonly { readonly eventId: string; readonly timeMs: number }[]): string {
  const times = events.map(({ timeMs }) => timeMs).toSorted((a, b) => a - b);
  const at = (timeMs: number | undefined): string => literal(seconds(new Date(timeMs ?? 0).toISOString()));
  return `WHERE eventtime BETWEEN ${at(times[0])} AND ${at(times.at(-1))}\n  AND eventid IN (${events.map(({ eventId }) => literal(eventId)).join(", ")})`;
}

function byField(clauses: readonly FilterClause[]): Map<FilterField, FilterClause[]> {
  const grouped = new Map<FilterField, FilterClause[]>();
  for (const clause of clauses) grouped.set(clause.field, [...(grouped.get(clause.field) ?? []), clause]);
  return grouped;
}

type Condition = (value: string, names: OutsideNames) => string;

const plain =
  (column: string): Condition =>
  (value) =>
    value.includes("*") ? `${column} LIKE ${wildcard(value)}` : `${column} = ${literal(value)}`;

const CONDITIONS: Record<FilterField, Condition> = {
  identity: (value, names) => {
    const arn = literal(names.get(value) ?? value);
    return `(useridentity.arn = ${arn} OR useridentity.sessioncontext.sessionissuer.arn = ${arn})`;
  },
  credential: plain("useridentity.accesskeyid"),
  session: (value) => `useridentity.arn LIKE ${like(`%/${escapeLike(value)}`)}`,
  action: (value) => {
    const colon = value.indexOf(":");
    const name = plain("eventname")(colon < 0 ? value : value.slice(colon + 1), NO_NAMES);
    return colon < 0 ? name : `(${sourceCondition(value.slice(0, colon))} AND ${name})`;
  },
  source: (value) => sourceCondition(value),
  resource: (value, names) => {
    const arn = names.get(value) ?? value;
    const inside = escapeLike(arn);
    return `any_match(resources, r -> r.arn = ${literal(arn)} OR r.arn LIKE ${like(`${inside}/%`)})`;
  },
  account: plain("recipientaccountid"),
  region: plain("awsregion"),
  ip: (value) =>
    value.includes("/")
      ? `contains(${literal(value)}, try_cast(sourceipaddress AS ipaddress))`
      : plain("sourceipaddress")(value, NO_NAMES),
  outcome: (value) => (value === "error" ? "errorcode IS NOT NULL" : "errorcode IS NULL"),
  error: plain("errorcode"),
  category: (value) => {
    const name = CATEGORY_NAMES[value];
    return name === undefined ? unsaid("category", value) : `eventcategory = ${literal(name)}`;
  },
  kind: (value) => {
    const name = KIND_NAMES[value];
    return name === undefined ? unsaid("kind", value) : `eventtype = ${literal(name)}`;
  },
  readonly: (value) =>
    value === "unknown" ? "readonly IS NULL" : `readonly = ${literal(value === "yes" ? "true" : "false")}`,
  agent: (value) => `lower(useragent) LIKE ${like(`%${escapeLike(value.toLowerCase())}%`)}`,
};

const NO_NAMES: OutsideNames = new Map();
const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  management: "Management",
  data: "Data",
  insight: "Insight",
  "network-activity": "NetworkActivity",
  aggregated: "Aggregated",
};
const KIND_NAMES: Readonly<Record<string, string>> = {
  "api-call": "AwsApiCall",
  "service-event": "AwsServiceEvent",
  "console-action": "AwsConsoleAction",
  "sign-in": "AwsConsoleSignIn",
  "network-activity": "AwsVpceEvent",
  insight: "AwsCloudTrailInsight",
};

function conditionOf(field: FilterField, value: string, names: OutsideNames): string {
  return CONDITIONS[field](value, names);
}

function sourceCondition(value: string): string {
  const host = value.includes(".") || value.includes("*") ? value : `${value}.amazonaws.com`;
  return plain("eventsource")(host, NO_NAMES);
}

function unsaid(field: string, value: string): string {
  return `true /* ${field} ${value.replaceAll(/[^\w .:-]/g, "?")} is not a field of records */`;
}

function seconds(iso: string): string {
  return iso.replace(/\.000Z$/, "Z");
}

/** Records name whole seconds, as text: beside a part of a second they would sort wrongly. From the next whole one on, the same events follow. */
function nextSecond(iso: string): string {
  return seconds(new Date(Math.ceil(Date.parse(iso) / 1000) * 1000).toISOString());
}

function wildcard(value: string): string {
  return like(value.split("*").map(escapeLike).join("%"));
}

function escapeLike(value: string): string {
  return value.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

function like(pattern: string): string {
  return `${literal(pattern)} ESCAPE '\\'`;
}

/** Text from a log stays text: quotes are doubled, and what does not print is written as its number. */
function literal(text: string): string {
  if (!/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const written = text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029'\\]/gu, (one) => {
    if (one === "'") return "''";
    return one === "\\" ? String.raw`\\` : `\\+${(one.codePointAt(0) ?? 0).toString(16).padStart(6, "0")}`;
  });
  return `U&'${written}'`;
}
