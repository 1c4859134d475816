import { parseArn } from "@/lib/cloudtrail/arn";
import { booleanIn, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import type { Fact, SinkSettings } from "./fact";
import { timeIn } from "./read-config-file";
import { listedArns, type Snapshot, snapshotFact, type SnapshotReading } from "./snapshot";

/** What get-event-data-store says; of a store that is only listed nothing but that it is there. */
export function dataStoreFacts(snapshot: Snapshot): SnapshotReading {
  const facts: Fact[] = [];
  const described = new Set<string>();
  for (const { kind, value, file } of snapshot.entries) {
    const arn = kind === "get-event-data-store" ? textIn(value["EventDataStoreArn"]) : null;
    const settings = arn === null ? null : dataStoreSettings(arn, value);
    if (arn === null || settings === null) continue;
    described.add(arn);
    facts.push(...factsOf(snapshot, file.path, { arn, value, settings }));
  }
  const missing: string[] = [];
  for (const { arn, file } of listedArns(snapshot, "list-event-data-stores", "EventDataStores")) {
    if (described.has(arn) || parseArn(arn) === null) continue;
    facts.push(snapshotFact(snapshot, file, { subject: arn, aspect: "existence", value: true }));
    missing.push(`${snapshot.folder}: get-event-data-store of ${arn}`);
  }
  return { facts, sinks: [...described], missing };
}

function dataStoreSettings(arn: string, value: JsonObject): SinkSettings | null {
  const parts = parseArn(arn);
  if (parts === null) return null;
  return {
    kind: "event-data-store",
    name: textIn(value["Name"]) ?? parts.resource,
    owner: parts.account,
    home: parts.region,
    multiRegion: booleanIn(value["MultiRegionEnabled"]) ?? false,
    organisation: booleanIn(value["OrganizationEnabled"]) ?? false,
    globalEvents: true,
    bucket: null,
    prefix: null,
    kmsKey: textIn(value["KmsKeyId"]),
    validation: false,
  };
}

type Store = { readonly arn: string; readonly value: JsonObject; readonly settings: SinkSettings };

const TAKES_IN = new Set(["ENABLED", "STARTING_INGESTION"]);

function factsOf(snapshot: Snapshot, file: string, { arn, value, settings }: Store): Fact[] {
  const toMs = snapshot.atMs;
  const since = (time: unknown) => {
    const ms = timeIn(time);
    return ms === null || ms > toMs ? { fromMs: toMs, toMs, isChange: false } : { fromMs: ms, toMs, isChange: true };
  };
  const updated = since(value["UpdatedTimestamp"] ?? value["CreatedTimestamp"]);
  const selectors = parseSelectors(value);
  return [
    snapshotFact(snapshot, file, {
      subject: arn,
      aspect: "existence",
      value: true,
      span: since(value["CreatedTimestamp"]),
    }),
    snapshotFact(snapshot, file, { subject: arn, aspect: "settings", value: settings, span: updated }),
    snapshotFact(snapshot, file, { subject: arn, aspect: "selectors", value: selectors, span: updated }),
    snapshotFact(snapshot, file, {
      subject: arn,
      aspect: "logging",
      value: TAKES_IN.has(textIn(value["Status"]) ?? ""),
    }),
  ];
}
