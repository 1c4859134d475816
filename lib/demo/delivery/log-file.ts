import { dayPath, minuteStamp } from "../base/calendar";
import { ORGANISATION_ID } from "../organisation/accounts";
import type { Mark } from "./mark";
import type { Trail } from "./trails";

export type Folder = "CloudTrail" | "CloudTrail-NetworkActivity" | "CloudTrail-Insight" | "CloudTrail-Aggregated";

/** A file that CloudTrail delivers. */
export type LogFile = {
  readonly trail: Trail;
  readonly account: string;
  readonly region: string;
  readonly folder: Folder;
  readonly slot: number;
  /** Key in the trail's bucket. */
  readonly key: string;
  readonly marks: readonly Mark[];
};

/** The folder that AWS keeps for records of such a class. */
export function folderOf(klass: string): Folder {
  if (klass === "insight") return "CloudTrail-Insight";
  if (klass === "aggregated") return "CloudTrail-Aggregated";
  return klass.startsWith("NetworkActivity:") ? "CloudTrail-NetworkActivity" : "CloudTrail";
}

/** `AWSLogs/[o-…/]ACCOUNT/`: the part of the key before the kind of file. */
export function accountPrefix(trail: Trail, account: string): string {
  return `AWSLogs/${trail.organisation ? `${ORGANISATION_ID}/` : ""}${account}`;
}

type Naming = {
  readonly trail: Trail;
  readonly account: string;
  readonly region: string;
  readonly slot: number;
  readonly unique: string;
  readonly folder: Folder;
};

/** The key AWS would give it; the SIEM has names of its own. */
export function logFileKey(naming: Naming): string {
  const { trail, account, region, slot, folder } = naming;
  if (trail.owner === "") return `org-writes_${account}_${region}_${minuteStamp(slot)}.ndjson.gz`;
  return `${accountPrefix(trail, account)}/${folder}/${region}/${dayPath(slot)}/${account}_${folder}_${region}_${minuteStamp(slot)}_${naming.unique}.json.gz`;
}

/** Whether a file is a text of one record a line, as the SIEM writes it, and no delivery of CloudTrail. */
export function isExport(file: LogFile): boolean {
  return file.trail.owner === "";
}

/** Where a file lies under the output folder. */
export function outputPath(file: LogFile): string {
  return isExport(file) ? `siem/${file.key}` : `logs/${file.trail.bucket}/${file.key}`;
}
