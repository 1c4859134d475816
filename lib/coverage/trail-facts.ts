import { booleanIn, isJsonObject, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";
import { parseArn } from "@/lib/cloudtrail/arn";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import type { Fact, FactOf, SinkSettings } from "./fact";
import { listedArns, type Snapshot, snapshotFact, type SnapshotReading } from "./snapshot";
import { timeIn } from "./read-config-file";

/** What describe-trails, get-trail, get-event-selectors and get-trail-status of one account and time say. */
export function trailFacts(snapshot: Snapshot): SnapshotReading {
  const described = describedTrails(snapshot);
  const facts: Fact[] = described.flatMap(({ settings, arn, file }) => [
    snapshotFact(snapshot, file, { subject: arn, aspect: "existence", value: true }),
    snapshotFact(snapshot, file, { subject: arn, aspect: "settings", value: settings }),
  ]);
  const selectors = selectorFacts(snapshot, described);
  const statuses = statusFacts(snapshot, described);
  const unseen = listedArns(snapshot, "list-trails", "Trails").filter(
    ({ arn }) => parseArn(arn) !== null && !described.some((one) => one.arn === arn),
  );
  for (const { arn, file } of unseen)
    facts.push(snapshotFact(snapshot, file, { subject: arn, aspect: "existence", value: true }));
  const missing = described.flatMap(({ arn, settings }) => [
    ...(selectors.sinks.includes(arn) ? [] : [`${snapshot.folder}: get-event-selectors of trail ${settings.name}`]),
    ...(statuses.sinks.includes(arn)
      ? []
      : [`${snapshot.folder}: get-trail-status of trail ${settings.name} in ${settings.home}`]),
  ]);
  return {
    facts: [...facts, ...selectors.facts, ...statuses.facts],
    sinks: [...new Set([...described.map(({ arn }) => arn), ...selectors.sinks])],
    missing: [
      ...missing,
      ...unseen.map(({ arn }) => `${snapshot.folder}: describe-trails or get-trail of ${arn}`),
      ...selectors.missing,
      ...statuses.missing,
    ],
  };
}

type Described = { readonly arn: string; readonly settings: SinkSettings; readonly file: string };

/** The trails of a snapshot, once each: a multi-Region trail shows up in every Region. */
export function describedTrails({ entries }: Snapshot): Described[] {
  const found = new Map<string, Described>();
  for (const { kind, value, file } of entries) {
    if (kind !== "describe-trails" && kind !== "get-trail") continue;
    const list = kind === "get-trail" ? [value["Trail"]] : value["trailList"];
    for (const entry of Array.isArray(list) ? list : []) {
      const settings = isJsonObject(entry) ? settingsOf(entry) : null;
      const arn = isJsonObject(entry) ? textIn(entry["TrailARN"]) : null;
      if (settings !== null && arn !== null) found.set(arn, { arn, settings, file: file.path });
    }
  }
  return [...found.values()];
}

function settingsOf(trail: JsonObject): SinkSettings | null {
  const arn = parseArn(textIn(trail["TrailARN"]) ?? "");
  if (arn === null) return null;
  return {
    kind: "trail",
    name: textIn(trail["Name"]) ?? arn.resource.replace(/^trail\//, ""),
    owner: arn.account,
    home: textIn(trail["HomeRegion"]) ?? arn.region,
    multiRegion: booleanIn(trail["IsMultiRegionTrail"]) ?? false,
    organisation: booleanIn(trail["IsOrganizationTrail"]) ?? false,
    globalEvents: booleanIn(trail["IncludeGlobalServiceEvents"]) ?? true,
    bucket: textIn(trail["S3BucketName"]),
    prefix: textIn(trail["S3KeyPrefix"]),
    kmsKey: textIn(trail["KmsKeyId"]),
    validation: booleanIn(trail["LogFileValidationEnabled"]) ?? false,
  };
}

function selectorFacts(snapshot: Snapshot, described: readonly Described[]): SnapshotReading {
  const facts: Fact[] = [];
  const sinks: string[] = [];
  const missing: string[] = [];
  for (const { kind, value, file, stem } of snapshot.entries) {
    if (kind !== "get-event-selectors") continue;
    const named = stem.replace(/^get-event-selectors(--)?/, "");
    const namesakes = described.filter(({ settings }) => settings.name === named);
    const arn = textIn(value["TrailARN"]) ?? (namesakes.length === 1 ? namesakes[0]?.arn : undefined);
    const selectors = parseSelectors(value);
    if (arn === undefined) missing.push(`${file.path}: of which trail these selectors are`);
    else if (selectors === null) missing.push(`${file.path}: selectors that can be read`);
    else {
      facts.push(snapshotFact(snapshot, file.path, { subject: arn, aspect: "selectors", value: selectors }));
      sinks.push(arn);
    }
  }
  return { facts, sinks, missing };
}

/** One answer speaks of one Region, and that of the trail's home says when logging began and ended. */
function statusFacts(snapshot: Snapshot, described: readonly Described[]): SnapshotReading {
  const facts: Fact[] = [];
  const missing: string[] = [];
  const atHome = new Map<string, boolean>();
  const elsewhere: { readonly arn: string; readonly value: JsonObject; readonly file: string }[] = [];
  for (const { kind, value, file, stem } of snapshot.entries) {
    if (kind !== "get-trail-status") continue;
    const [, name, region] = /^get-trail-status--(.+)--([a-z0-9-]+)$/.exec(stem) ?? [];
    const namesakes = described.filter(({ settings }) => settings.name === name);
    const own = namesakes.find(({ settings }) => settings.home === region);
    const [only] = namesakes;
    if (name === undefined) {
      missing.push(`${file.path}: the trail in the name of the file, as get-trail-status--<trail>--<region>.json`);
    } else if (only === undefined) {
      missing.push(`${file.path}: describe-trails with a trail ${name}`);
    } else if (own !== undefined) {
      facts.push(...loggingFacts(snapshot, value, { arn: own.arn, file: file.path }));
      atHome.set(own.arn, isLogging(value));
    } else if (namesakes.length === 1) elsewhere.push({ arn: only.arn, value, file: file.path });
  }
  for (const { arn, value, file } of elsewhere) {
    // Regions that disagree leave nothing certain.
    if (atHome.has(arn) && atHome.get(arn) !== isLogging(value))
      facts.push(snapshotFact(snapshot, file, { subject: arn, aspect: "logging", value: isLogging(value) }));
    facts.push(...deliveryFacts(snapshot, value, { arn, file }).filter((fact) => fact.value !== null));
  }
  return { facts, sinks: [...atHome.keys()], missing };
}

const isLogging = (status: JsonObject): boolean => booleanIn(status["IsLogging"]) ?? false;

type Place = { readonly arn: string; readonly file: string };

/** Only the latest start and stop are kept, and between them and the snapshot nothing else can have happened. */
function loggingFacts(snapshot: Snapshot, status: JsonObject, { arn, file }: Place): Fact[] {
  const is = isLogging(status);
  const start = timeIn(status["StartLoggingTime"]);
  const stop = timeIn(status["StopLoggingTime"]);
  const logging = (value: boolean, fromMs: number, toMs: number): Fact =>
    snapshotFact(snapshot, file, {
      subject: arn,
      aspect: "logging",
      value,
      span: { fromMs, toMs, isChange: fromMs < toMs },
    });
  const at = snapshot.atMs;
  const changed = is ? start : stop;
  const other = is ? stop : start;
  // A change that is dated later than the look was made by another clock.
  const since = changed === null || changed > at ? null : changed;
  return [
    logging(is, since ?? at, at),
    ...(since !== null && other !== null && other < since ? [logging(!is, other, since)] : []),
    ...deliveryFacts(snapshot, status, { arn, file }),
  ];
}

function deliveryFacts(snapshot: Snapshot, status: JsonObject, { arn, file }: Place): FactOf<"delivery">[] {
  const error = textIn(status["LatestDeliveryError"]);
  const last = timeIn(status["LatestDeliveryTime"]);
  const value = error === null || error === "" ? null : error;
  const fromMs = value === null || last === null ? snapshot.atMs : Math.min(last, snapshot.atMs);
  return [
    snapshotFact(snapshot, file, {
      subject: arn,
      aspect: "delivery",
      value,
      span: { fromMs, toMs: snapshot.atMs, isChange: false },
    }),
  ];
}
