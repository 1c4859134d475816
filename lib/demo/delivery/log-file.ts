import { dayPath, minuteStamp } from "../base/calendar";
import { ORGANISATION_ID } from "../organisation/accounts";
import type { Mark } from "./mark";
import type { Trail } from "./trails";

/** A file that CloudTrail delivers. */
export type LogFile = {
  readonly trail: Trail;
  readonly account: string;
  readonly region: string;
  readonly folder: "CloudTrail" | "CloudTrail-NetworkActivity";
  readonly slot: number;
  /** Key in the trail's bucket. */
  readonly key: string;
  readonly marks: readonly Mark[];
};

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
  readonly folder: LogFile["folder"];
};

/** The key AWS would give it. */
export function logFileKey(naming: Naming): string {
  const { trail, account, region, slot, folder } = naming;
  return `${accountPrefix(trail, account)}/${folder}/${region}/${dayPath(slot)}/${account}_${folder}_${region}_${minuteStamp(slot)}_${naming.unique}.json.gz`;
}
