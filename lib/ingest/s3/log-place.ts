import { LOG_FOLDERS } from "../file-name";

/**
 * How deep a prefix lies in the layout that CloudTrail gives a bucket:
 * `[prefix/]AWSLogs/[o-organisation/]account/folder/region/yyyy/mm/dd/file`.
 */
export type PlaceLevel = "outside" | "logs" | "account" | "folder" | "files";

type Wanted = { readonly accounts: readonly string[]; readonly regions: readonly string[] };

const LOGS = /(?:^|\/)AWSLogs\/(.*)$/s;
const ORGANISATION = /^o-[a-z0-9]{10,32}$/;
const DAY = /^(\d{4})\/(\d{2})\/(\d{2})\//;

/** Where a prefix that ends with "/" (or is empty) lies. */
export function levelOf(prefix: string): PlaceLevel {
  const steps = stepsOf(prefix);
  if (steps === null) return "outside";
  return (["logs", "account", "folder"] as const)[steps.length] ?? "files";
}

/** The steps after AWSLogs without the organisation's: account, folder, region, year, … */
function stepsOf(prefix: string): string[] | null {
  const match = LOGS.exec(prefix);
  if (!match) return null;
  const steps = (match[1] ?? "").split("/").filter((step) => step !== "");
  return ORGANISATION.test(steps[0] ?? "") ? steps.slice(1) : steps;
}

/** Whether a folder found below a place of the layout is one to go into. */
export function isWanted(prefix: string, wanted: Wanted): boolean {
  const steps = stepsOf(prefix);
  if (steps === null || steps.length === 0) return true;
  const [account = "", folder, region] = steps;
  if (!/^\d{12}$/.test(account) || !isListed(account, wanted.accounts)) return false;
  if (folder !== undefined && !LOG_FOLDERS.some((known) => known === folder)) return false;
  return region === undefined || isListed(region, wanted.regions);
}

function isListed(word: string, list: readonly string[]): boolean {
  return list.length === 0 || list.includes(word);
}

/** The folder of one Region: the prefix itself, or what it lies in where it is a year, a month or a day. */
export function regionFolderOf(prefix: string): string {
  return /^(.*AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?[^/]+\/[^/]+\/[^/]+\/)/s.exec(prefix)?.[1] ?? prefix;
}

/** The day of the folder in which an object lies ("2026-10-05"), null where it lies in none. */
export function folderDayOf(key: string): string | null {
  const folder = regionFolderOf(key);
  const [, year, month, day] = DAY.exec(key.slice(folder.length)) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}
