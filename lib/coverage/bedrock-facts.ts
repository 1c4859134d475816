import { parseArn, partitionOfRegion } from "@/lib/cloudtrail/arn";
import { textIn } from "@/lib/cloudtrail/json-object";
import { partsIn, wholeOf } from "./agents/parts-in";
import type { Fact } from "./fact";
import { bedrockSubject, invocationLoggingIn } from "./invocation-logging-change";
import { agentPartIn } from "./read-config-file";
import { type Entry, type Snapshot, snapshotFact, type SnapshotReading } from "./snapshot";

/** What descriptions of agents and their parts say, and which model invocations are logged: each file is named after its Region where its content does not say it. */
export function bedrockFacts(snapshot: Snapshot): SnapshotReading {
  const readings = snapshot.entries.map((entry) => {
    if (entry.kind === "agent-part") return partFacts(snapshot, entry);
    if (entry.kind === "get-model-invocation-logging-configuration") return invocationFacts(snapshot, entry);
    return { facts: [], missing: [] };
  });
  return {
    facts: readings.flatMap(({ facts }) => facts),
    sinks: [],
    missing: readings.flatMap(({ missing }) => missing),
  };
}

type Reading = { readonly facts: readonly Fact[]; readonly missing: readonly string[] };

const REGION = /--([a-z]{2,4}(?:-[a-z]+)+-\d+)$/;

function partFacts(snapshot: Snapshot, entry: Entry): Reading {
  const value = agentPartIn(entry.value);
  const scope = value === null ? null : scopeOf(snapshot, entry);
  if (value === null || scope === null) return { facts: [], missing: [regionMissing(entry)] };
  const whole = wholeOf(value, scope);
  if (whole === null) return { facts: [], missing: [`${entry.file.path}: of what this is a part`] };
  const itself = { whole, part: whole, relation: "itself" as const, isIn: true };
  const facts = [itself, ...partsIn(value, scope)].map((part) =>
    snapshotFact(snapshot, entry.file.path, { subject: `${part.whole} > ${part.part}`, aspect: "part", value: part }),
  );
  return { facts, missing: [] };
}

/** Whose and where: as an ARN in it says, as another file of the folder says of the same id, or as snapshot.json and the file's name say. */
function scopeOf({ account, entries }: Snapshot, { value, stem }: Entry) {
  const own = agentPartIn(value) ?? {};
  const texts = [
    own,
    ...entries.filter(({ kind }) => kind === "agent-part").map((other) => agentPartIn(other.value) ?? {}),
  ];
  const ids = ["agentId", "knowledgeBaseId"].flatMap((key) => textIn(own[key]) ?? []);
  for (const text of texts)
    for (const key of ["agentArn", "knowledgeBaseArn", "agentRuntimeArn", "gatewayArn"]) {
      const arn = parseArn(textIn(text[key]) ?? "");
      const isSame = arn !== null && (text === own || ids.some((id) => arn.resource.endsWith(`/${id}`)));
      if (isSame) return { partition: arn.partition, region: arn.region, account: arn.account };
    }
  const region = REGION.exec(stem)?.[1];
  if (region === undefined || account === null) return null;
  return { partition: partitionOfRegion(region), region, account };
}

function invocationFacts(snapshot: Snapshot, entry: Entry): Reading {
  const region = REGION.exec(entry.stem)?.[1];
  if (region === undefined || snapshot.account === null) return { facts: [], missing: [regionMissing(entry)] };
  const value = invocationLoggingIn(entry.value["loggingConfig"]);
  const subject = bedrockSubject(snapshot.account, region);
  return {
    facts: [snapshotFact(snapshot, entry.file.path, { subject, aspect: "invocation-logging", value })],
    missing: [],
  };
}

function regionMissing({ file, kind }: Entry): string {
  const name = kind === "agent-part" ? "<command>" : kind;
  return `${file.path}: its Region in the name of the file, as ${name}--<region>.json, and the account in snapshot.json`;
}
