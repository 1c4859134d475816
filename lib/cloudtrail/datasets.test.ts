import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { groupPrincipals } from "./group-principals";
import { isJsonObject, listIn, objectIn } from "./json-object";
import { normaliseRecord } from "./normalise-record";
import type { NormalisedEvent, Principal } from "./normalised-event";

const ROOT = join(import.meta.dirname, "..", "..", "..", "shared", "datasets");
const isThere = existsSync(ROOT);
if (!isThere) process.stdout.write(`skipped: no records written by others at ${ROOT}\n`);

type Found = { readonly file: string; readonly record: unknown };

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesIn(join(folder, entry.name))
      : /\.(json|jsonl|cloudtrail|csv)$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  );
}

function valuesIn(text: string): unknown[] {
  if (text.startsWith('"_raw"')) return rawColumn(text);
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split("\n").flatMap((line): unknown[] => (line.trim() === "" ? [] : [JSON.parse(line)]));
  }
}

/** The first column of a CSV whose other columns hold no line breaks. */
function rawColumn(text: string): unknown[] {
  return [...text.matchAll(/^"(\{(?:[^"]|"")*\})"/gm)].map(([, cell = ""]) => JSON.parse(cell.replaceAll('""', '"')));
}

const ENVELOPES = [
  "Records",
  "Tests",
  "Log",
  "detail",
  "data",
  "CloudTrailEvent",
  "message",
  "logEvents",
  "override_record",
];

/** Every object inside the envelopes of these collections. */
function unwrapped(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(unwrapped);
  if (!isJsonObject(value)) return [value];
  const inside = ENVELOPES.flatMap((key) => listIn(value[key]) ?? objectIn(value[key]) ?? []);
  return inside.length > 0 && value.eventName === undefined ? inside.flatMap(unwrapped) : [value];
}

function found(): Found[] {
  return filesIn(ROOT).flatMap((file) =>
    valuesIn(readFileSync(file, "utf8"))
      .flatMap(unwrapped)
      .map((record) => ({ file: file.slice(ROOT.length + 1), record })),
  );
}

const LATEST = Date.UTC(2027, 0, 1);

describe.skipIf(!isThere)("records written by others", () => {
  const records = isThere ? found() : [];
  const outcomes = records.map(({ file, record }) => ({ file, record, outcome: normaliseRecord(record, LATEST) }));
  const events = outcomes.flatMap(({ outcome }) => ("reason" in outcome ? [] : [outcome]));

  it("are events wherever they have a time, a name and a source", () => {
    expect(events.length).toBeGreaterThan(900);
    const lost = outcomes.filter(
      ({ record, outcome }) =>
        "reason" in outcome &&
        isJsonObject(record) &&
        hasDigits(record.eventTime) &&
        [record.eventName, record.eventSource].every(isUsable),
    );
    expect(lost).toEqual([]);
  });

  it("are rejected for the reason that fits, where they are no events", () => {
    const reasons = new Map<string, Set<string>>();
    for (const { file, outcome } of outcomes) {
      if ("reason" in outcome)
        reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? new Set()).add(file.split("/")[0] ?? ""));
    }
    expect([...reasons.keys()].sort()).toEqual(["bad-event-time", "no-event-time", "not-a-cloudtrail-record"]);
    for (const { record, outcome } of outcomes) {
      if (!("reason" in outcome) || !isJsonObject(record)) continue;
      if (outcome.reason === "not-a-cloudtrail-record") expect(record.eventName ?? record.eventSource).toBeUndefined();
      else expect(hasDigits(record.eventTime)).toBe(false);
    }
  });

  it("keep what they say: name, source, Region, error and key", () => {
    const wrong = outcomes.flatMap(({ file, record, outcome }) => {
      if ("reason" in outcome || !isJsonObject(record) || outcome.kind === "insight") return [];
      const identity = isJsonObject(record.userIdentity) ? record.userIdentity : {};
      const pairs = [
        [record.eventName, outcome.name],
        [record.eventSource, outcome.source],
        [record.awsRegion, outcome.region],
        [record.eventID, outcome.eventId],
        [record.readOnly, outcome.readOnly],
        [record.errorCode, outcome.errorCode],
        [identity.accessKeyId, outcome.credential?.key],
      ];
      return pairs
        .filter(([said, read]) => isUsable(said) && String(read).toLowerCase() !== String(said).toLowerCase())
        .map(([said, read]) => ({ file, said, read }));
    });
    expect(wrong).toEqual([]);
  });

  it("name every caller that has an ARN", () => {
    const nameless = outcomes.filter(
      ({ record, outcome }) =>
        "principal" in outcome &&
        outcome.principal.kind === "unattributed" &&
        isJsonObject(record) &&
        isJsonObject(record.userIdentity) &&
        String(record.userIdentity.arn).startsWith("arn:"),
    );
    expect(nameless).toEqual([]);
  });

  it("have one key for one principal, and never one identity for two accounts or two unique ids", () => {
    const byKey = new Map<string, Principal>();
    for (const { principal } of events) {
      expect(byKey.get(principal.key) ?? principal).toEqual(principal);
      byKey.set(principal.key, principal);
    }
    const principals = [...byKey.values()];
    const groups = groupPrincipals(principals);
    expect(groups.flatMap(({ members }) => members)).toHaveLength(principals.length);
    expect(new Set(groups.map(({ identity }) => identity.key)).size).toBe(groups.length);
    for (const { members } of groups) {
      const group = members.flatMap((index) => principals[index] ?? []);
      expect(new Set(group.map(({ account }) => account)).size).toBe(1);
      expect(new Set(group.flatMap(({ uniqueId }) => uniqueId ?? [])).size).toBeLessThanOrEqual(1);
    }
  });

  it("say of a call without a key who made it, or why that is not known", () => {
    const keyless = events.filter(({ credential }) => credential === null);
    expect(keyless.length).toBeGreaterThan(0);
    const groups = groupPrincipals(keyless.map(({ principal }) => principal));
    expect(groups.filter(({ identity: { name, reason } }) => name === "" || reason === "")).toEqual([]);
  });

  it("give an issuance for every key that a successful call says it issued", () => {
    const missed = outcomes.flatMap(({ file, record, outcome }) => {
      if ("reason" in outcome || outcome.errorCode !== null || !isJsonObject(record)) return [];
      const response = isJsonObject(record.responseElements) ? record.responseElements : {};
      const issued = [response.credentials, response.accessKey].flatMap((one) =>
        isJsonObject(one) && isUsable(one.accessKeyId) ? [one.accessKeyId] : [],
      );
      const told = outcome.traces?.issuances.map(({ key }) => key) ?? [];
      const shown = outcome.credential?.key;
      return issued
        .filter((key) => key !== shown && !told.includes(String(key)))
        .map((key) => ({ file, name: outcome.name, key }));
    });
    expect(missed).toEqual([]);
  });

  it("name the resources that AWS lists, each once", () => {
    for (const { record, outcome } of outcomes) {
      if ("reason" in outcome || !isJsonObject(record) || !Array.isArray(record.resources)) continue;
      const keys = touchedKeys(outcome);
      for (const entry of record.resources) {
        if (isJsonObject(entry) && isUsable(entry.ARN)) expect(keys).toContain(entry.ARN);
      }
      expect(new Set(outcome.resources.map(({ resource }) => resource.key)).size).toBe(outcome.resources.length);
    }
  });
});

function isUsable(value: unknown): boolean {
  if (typeof value === "boolean") return true;
  return typeof value === "string" && /[a-z0-9]/i.test(value);
}

function hasDigits(value: unknown): boolean {
  return typeof value === "string" && /\d/.test(value);
}

function touchedKeys({ resources }: NormalisedEvent): string[] {
  return resources.flatMap(({ resource }) =>
    resource.parent === null ? [resource.key] : [resource.key, resource.parent.key],
  );
}
