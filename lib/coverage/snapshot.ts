import { isJsonObject, type JsonObject, listIn, textIn } from "@/lib/cloudtrail/json-object";
import type { Aspect, Fact, FactOf } from "./fact";
import type { ConfigFile, ConfigKind } from "./read-config-file";

export type Entry = {
  readonly kind: ConfigKind;
  readonly file: ConfigFile;
  readonly value: JsonObject;
  readonly stem: string;
};

/** What somebody fetched of one account at one time. */
export type Snapshot = {
  readonly folder: string;
  /** Null where no snapshot.json says. */
  readonly account: string | null;
  /** Where it was asked, where snapshot.json says: files that are of another Region name it. */
  readonly region: string | null;
  readonly atMs: number;
  readonly knownAtMs: number;
  /** Calls that were refused, as their files would have been named. */
  readonly refused: readonly string[];
  readonly entries: readonly Entry[];
};

export type SnapshotReading = {
  readonly facts: readonly Fact[];
  readonly sinks: readonly string[];
  readonly missing: readonly string[];
};

/** Builds a fact of a snapshot: `span` where it is known to have been so before. */
export function snapshotFact<A extends Aspect>(
  snapshot: Snapshot,
  file: string,
  about: Pick<FactOf<A>, "subject" | "aspect" | "value"> & {
    readonly span?: Pick<FactOf<A>, "fromMs" | "toMs" | "isChange">;
  },
): FactOf<A> {
  const { span, ...what } = about;
  return {
    fromMs: snapshot.atMs,
    toMs: snapshot.atMs,
    isChange: false,
    ...span,
    ...what,
    knownAtMs: snapshot.knownAtMs,
    origin: { kind: "snapshot", name: file, trust: "imported" },
  };
}

/** The ARNs that a list names, once each, with its file. */
export function listedArns(
  { entries }: Snapshot,
  kind: ConfigKind,
  list: string,
): { readonly arn: string; readonly file: string }[] {
  const named = entries
    .filter((entry) => entry.kind === kind)
    .flatMap(({ value, file }) => (listIn(value[list]) ?? []).map((one) => [arnIn(one), file.path] as const));
  return [...new Map(named)].flatMap(([arn, file]) => (arn === null ? [] : [{ arn, file }]));
}

function arnIn(listed: unknown): string | null {
  return isJsonObject(listed) ? (textIn(listed["TrailARN"]) ?? textIn(listed["EventDataStoreArn"])) : null;
}
