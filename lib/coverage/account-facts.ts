import { isJsonObject, textIn } from "@/lib/cloudtrail/json-object";
import type { Fact } from "./fact";
import { inventorySubject } from "./inventory-at";
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
  const { account, refused } = snapshot;
  const looks = snapshot.entries.filter(({ kind }) => kind === "describe-trails");
  const [first] = looks;
  if (account === null || first === undefined) return [];
  const seesOrganisation = describedTrails(snapshot).some(({ settings }) => settings.organisation);
  const isWhole = !refused.some((call) => call.startsWith("describe-trails"));
  const inventories = [...new Set(looks.map(({ stem }) => regionOf(stem)))].filter((region) =>
    areStoresKnown(snapshot, region),
  );
  return [
    ...inventories.map((region) =>
      snapshotFact(snapshot, first.file.path, {
        subject: inventorySubject(account, region),
        aspect: "inventory",
        value: true,
      }),
    ),
    ...(seesOrganisation || isWhole
      ? [
          snapshotFact(snapshot, first.file.path, {
            subject: account,
            aspect: "membership",
            value: seesOrganisation,
          }),
        ]
      : []),
  ];
}

/** A file that names its Region speaks of that alone, any other of the whole account. */
function regionOf(stem: string): string | null {
  return REGION.exec(stem)?.[1] ?? null;
}

const REGION = /--([a-z]{2,4}(?:-[a-z]+)+-\d+)$/;

/** Whether nothing shows that event data stores were left out, which record like trails do. */
function areStoresKnown({ entries, refused }: Snapshot, region: string | null): boolean {
  const concerns = (stem: string): boolean => {
    const other = regionOf(stem);
    return stem.startsWith("list-event-data-stores") && (region === null || other === null || other === region);
  };
  const lists = entries.filter(({ stem }) => stem.startsWith("list-event-data-stores"));
  // Where they were listed in other Regions, this one's list went missing.
  if (region !== null && lists.length > 0 && !lists.some(({ stem }) => concerns(stem))) return false;
  const isCut = entries.some(({ stem, value }) => concerns(stem) && textIn(value["NextToken"]) !== null);
  return !isCut && !refused.some((call) => concerns(call) || (region === null && call.startsWith("describe-trails")));
}

function missingAccount({ account, entries, folder }: Snapshot): string[] {
  const describes = entries.some(({ kind }) => kind === "describe-trails");
  return account === null && describes ? [`${folder}: snapshot.json with {"takenAt", "account"}`] : [];
}
