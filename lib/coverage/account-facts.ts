import { booleanIn, isJsonObject, listIn, textIn } from "@/lib/cloudtrail/json-object";
import type { Fact } from "./fact";
import { inventorySubject } from "./inventory-at";
import { managerIn, memberSubject } from "./membership";
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
      const manager = managerIn(textIn(account["Arn"]));
      const subjects = [id, ...(manager === null ? [] : [memberSubject(id, manager)])];
      return subjects.map((subject) =>
        snapshotFact(snapshot, file.path, { subject, aspect: "membership", value: true, span }),
      );
    });
  });
}

/** What describe-trails shows in an account: its own trails, and the organisation's trail to its members only. */
function viewOf(snapshot: Snapshot): Fact[] {
  const { account, refused } = snapshot;
  const looks = snapshot.entries.filter(({ kind }) => kind === "describe-trails");
  const [first] = looks;
  if (account === null || first === undefined) return [];
  const managers = describedTrails(snapshot).flatMap(({ settings }) => (settings.organisation ? [settings.owner] : []));
  const seesOrganisation = managers.length > 0;
  const isWhole = !refused.some((call) => call.startsWith("describe-trails"));
  const inventories = [...new Set(looks.flatMap((look) => regionsOf(look, snapshot)))].filter((region) =>
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
    ...[...new Set(managers)].map((manager) =>
      snapshotFact(snapshot, first.file.path, {
        subject: memberSubject(account, manager),
        aspect: "membership",
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

/**
 * The Regions of which a file tells all trails: with the account's list of trails all of them (null), else the one where it was asked, for a call
 * leaves out what is another Region's alone. That is in its name or in snapshot.json; else it is where its trails of one Region are, or where those
 * for all Regions are at home. An empty answer that does not say where it was asked tells of no Region.
 */
function regionsOf({ stem, value }: Snapshot["entries"][number], snapshot: Snapshot): (string | null)[] {
  const named = regionOf(stem);
  if (named !== null) return [named];
  if (areTrailsListed(snapshot)) return [null];
  if (snapshot.region !== null) return [snapshot.region];
  const trails = (listIn(value["trailList"]) ?? []).filter(isJsonObject);
  const local = trails.filter((trail) => booleanIn(trail["IsMultiRegionTrail"]) === false);
  const telling = local.length > 0 ? local : trails;
  return [...new Set(telling.flatMap((trail) => textIn(trail["HomeRegion"]) ?? []))];
}

function areTrailsListed({ entries, refused }: Snapshot): boolean {
  const lists = entries.filter(({ kind }) => kind === "list-trails");
  const isCut = lists.some(({ value }) => textIn(value["NextToken"]) !== null);
  return lists.length > 0 && !isCut && !refused.some((call) => call.startsWith("list-trails"));
}

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

function missingAccount(snapshot: Snapshot): string[] {
  const { account, entries, folder } = snapshot;
  const describes = entries.filter(({ kind }) => kind === "describe-trails");
  if (describes.length === 0) return [];
  const isOfOneRegion = describes.some(
    (look) => regionOf(look.stem) === null && !regionsOf(look, snapshot).includes(null),
  );
  return [
    ...(account === null ? [`${folder}: snapshot.json with {"takenAt", "account"}`] : []),
    ...(isOfOneRegion
      ? [`${folder}: list-trails, or describe-trails--<region>.json of every Region: what is here was asked in one`]
      : []),
  ];
}
