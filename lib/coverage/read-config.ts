import { isJsonObject, listIn, textIn } from "@/lib/cloudtrail/json-object";
import { accountFacts } from "./account-facts";
import { bedrockFacts } from "./bedrock-facts";
import { dataStoreFacts } from "./data-store-facts";
import type { Fact } from "./fact";
import { type ConfigFile, configKindOf, splitPath, timeIn } from "./read-config-file";
import type { Entry, Snapshot, SnapshotReading } from "./snapshot";
import { trailFacts } from "./trail-facts";

export type ConfigReading = {
  readonly facts: readonly Fact[];
  readonly trails: readonly string[];
  readonly eventDataStores: readonly string[];
  /** What would be needed to know more: in words, each with its folder. */
  readonly missing: readonly string[];
  /** Files that hold no configuration, with the reason. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
};

export type ReadSettings = {
  /** Dates what no snapshot.json dates; without it, the file's own time does. */
  readonly asOfMs: number | null;
  readonly knownAtMs: number;
};

/** Facts from the output of the AWS CLI, many accounts and dates at once: the files of one folder belong together. */
export function readConfig(files: readonly ConfigFile[], settings: ReadSettings): ConfigReading {
  const skipped: { path: string; reason: string }[] = [];
  const folders = new Map<string, Entry[]>();
  for (const file of files) {
    const { folder, stem } = splitPath(file.path);
    const kind = configKindOf(file.value, stem);
    if (kind === null || !isJsonObject(file.value)) {
      skipped.push({ path: file.path, reason: "no output of a command that describes logging, or an agent" });
      continue;
    }
    folders.set(folder, [...(folders.get(folder) ?? []), { kind, file, value: file.value, stem }]);
  }
  const snapshots = [...folders].map(([folder, entries]) => snapshotOf(folder, entries, settings));
  const trails = snapshots.map(trailFacts);
  const stores = snapshots.map(dataStoreFacts);
  const accounts = [...snapshots.map(accountFacts), ...snapshots.map(bedrockFacts), ...snapshots.map(cutLists)];
  return {
    facts: [...trails, ...stores, ...accounts].flatMap(({ facts }) => facts),
    trails: [...new Set(trails.flatMap(({ sinks }) => sinks))],
    eventDataStores: [...new Set(stores.flatMap(({ sinks }) => sinks))],
    missing: [...trails, ...stores, ...accounts].flatMap(({ missing }) => missing),
    skipped,
  };
}

function snapshotOf(folder: string, entries: readonly Entry[], settings: ReadSettings): Snapshot {
  const said = entries.find(({ kind }) => kind === "snapshot")?.value;
  const times = entries.map(({ file }) => file.modifiedMs);
  return {
    folder,
    account: said === undefined ? null : textIn(said["account"]),
    region: said === undefined ? null : textIn(said["region"]),
    atMs: timeIn(said?.["takenAt"]) ?? settings.asOfMs ?? Math.min(...times),
    knownAtMs: settings.knownAtMs,
    refused: (listIn(said?.["refused"]) ?? []).flatMap((call) => textIn(call) ?? []),
    entries,
  };
}

/** A list that was printed page by page, of which only the first is here. */
function cutLists({ entries }: Snapshot): Pick<SnapshotReading, "facts" | "missing"> {
  const cut = entries.filter(({ value }) => textIn(value["NextToken"]) !== null);
  return {
    facts: [],
    missing: cut.map(({ file }) => `${file.path}: the rest of the list, which was cut off (NextToken)`),
  };
}
