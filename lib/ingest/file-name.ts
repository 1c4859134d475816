export const LOG_FOLDERS = [
  "CloudTrail",
  "CloudTrail-Digest",
  "CloudTrail-Insight",
  "CloudTrail-NetworkActivity",
  "CloudTrail-Aggregated",
] as const;
export type LogFolder = (typeof LOG_FOLDERS)[number];

/** What the name says that S3 delivery gives a file. A name is a claim: nothing is taken from it that the records say themselves. */
export type FileName = {
  readonly folder: LogFolder;
  readonly organisation: string | null;
  /** That received the events. */
  readonly account: string;
  readonly region: string;
  /** When CloudTrail wrote the file, to the minute (a digest: to the second). */
  readonly deliveredAtMs: number | null;
  readonly isBackfill: boolean;
};

const NAME =
  /(?:^|[/\\!])(\d{12})_(CloudTrail(?:-(?:Digest|Insight|NetworkActivity|Aggregated))?)_([a-z]{2,}(?:-[a-z0-9]+)+)_(?:[^/\\!]*_)?(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z(_backfill)?[^/\\!]*$/;
const ORGANISATION = /(?:^|[/\\!])AWSLogs[/\\](o-[a-z0-9]{10,32})[/\\]/;

/** Reads the name of a delivered file, wherever it lies now; null where it is not one that S3 delivery gives. */
export function parseFileName(path: string): FileName | null {
  const match = NAME.exec(path);
  if (!match) return null;
  const [, account, folder, region, year, month, day, hour, minute, second, backfill] = match;
  const known = LOG_FOLDERS.find((one) => one === folder);
  if (!known || account === undefined || region === undefined) return null;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second ?? "00"}Z`);
  return {
    folder: known,
    organisation: ORGANISATION.exec(path)?.[1] ?? null,
    account,
    region,
    deliveredAtMs: Number.isNaN(time) ? null : time,
    isBackfill: backfill !== undefined,
  };
}

/** When CloudTrail wrote the file, as its name says; null where it does not say. */
export function publishTimeOf(path: string): number | null {
  return parseFileName(path)?.deliveredAtMs ?? null;
}
