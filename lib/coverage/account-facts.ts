import { isJsonObject, textIn } from "@/lib/cloudtrail/json-object";
import type { Fact } from "./fact";
import { timeIn } from "./read-config-file";
import { type Snapshot, snapshotFact, type SnapshotReading } from "./snapshot";
import { describedTrails } from "./trail-facts";

/** Which accounts belong to the organisation, and which trails an account owns. */
export function accountFacts(snapshot: Snapshot): SnapshotReading {
  return { facts: [...listedAccounts(snapshot), ...viewOf(snapshot)], sinks: [], missing: missingAccount(snapshot) };
}

/** list-accounts: a member since it joined, for what an account that left and came back joins anew. */
function listedAccounts(snapshot: Snapshot): Fact[] {
  return snapshot.entries.flatMap(({ kind, value, file }) => {
    const accounts = kind === "list-accounts" && Array.isArray(value["Accounts"]) ? value["Accounts"] : [];
    return accounts.flatMap((account): Fact[] => {
      const id = isJsonObject(account) ? textIn(account["Id"]) : null;
      if (id === null || !isJsonObject(account)) return [];
      const joined = timeIn(account["JoinedTimestamp"]);
      const isSpan = joined !== null && joined <= snapshot.atMs;
      const span = { fromMs: isSpan ? joined : snapshot.atMs, toMs: snapshot.atMs, isChange: isSpan };
      return [snapshotFact(snapshot, file.path, { subject: id, aspect: "membership", value: true, span })];
    });
  });
}

/** What describe-trails shows in an account: its own trails, and the organisation's trail to its members only. */
function viewOf(snapshot: Snapshot): Fact[] {
  const { account } = snapshot;
  const entry = snapshot.entries.find(({ kind }) => kind === "describe-trails");
  if (account === null || entry === undefined) return [];
  const trails = describedTrails(snapshot);
  const seesOrganisation = trails.some(({ settings }) => settings.organisation);
  const file = entry.file.path;
  return [
    snapshotFact(snapshot, file, { subject: account, aspect: "inventory", value: true }),
    snapshotFact(snapshot, file, { subject: account, aspect: "membership", value: seesOrganisation }),
  ];
}

function missingAccount({ account, entries, folder }: Snapshot): string[] {
  const describes = entries.some(({ kind }) => kind === "describe-trails");
  return account === null && describes ? [`${folder}: snapshot.json with {"takenAt", "account"}`] : [];
}
