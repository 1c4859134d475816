import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { parseFileName } from "../file-name";
import { inParallel } from "./in-parallel";
import { folderDayOf, isWanted, levelOf, regionFolderOf } from "./log-place";
import { folderDays, type S3Scope } from "./s3-scope";

/** One object that holds log records, or a digest of some. */
export type S3Object = {
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
  /** On which it was delivered, "2026-10-05"; "" where nothing says. */
  readonly day: string;
};

type Listing = {
  readonly s3: S3Client;
  readonly scope: S3Scope;
  readonly signal: AbortSignal;
  /** Up to 1,000 objects of the scope, as they are found. */
  readonly onPage: (objects: readonly S3Object[]) => Promise<void>;
};

const LANES = 8;
/** How deep, and in how many folders, AWSLogs is looked for below a prefix that is not in it. */
const SEARCH_DEPTH = 3;
const SEARCH_FOLDERS = 200;

/**
 * Walks CloudTrail's layout of a bucket by account, folder, Region and day, asking for no more than the scope covers. A prefix
 * without that layout is read as a plain folder of files. Order is not promised.
 */
export async function listLogs(listing: Listing): Promise<void> {
  const start = await startOf(listing);
  const leaves = typeof start === "string" ? await leavesBelow(listing, start) : [start.key];
  await inParallel(leaves, (leaf) => listLeaf(listing, leaf), { lanes: LANES });
}

/** A prefix without "/" at its end is a folder, unless it is an object. */
async function startOf(listing: Listing): Promise<string | { key: string }> {
  const { prefix } = listing.scope;
  if (prefix === "" || prefix.endsWith("/")) return prefix;
  const page = await ask(listing, { Prefix: prefix, MaxKeys: 1 });
  return page.Contents?.[0]?.Key === prefix ? { key: prefix } : `${prefix}/`;
}

async function leavesBelow(listing: Listing, start: string): Promise<string[]> {
  const tops = levelOf(start) === "outside" ? await findLogs(listing, start) : [start];
  if (tops.length === 0) return [start];
  const leaves: string[] = [];
  for (let level = tops; level.length > 0;) {
    const next: string[] = [];
    const look = async (prefix: string): Promise<void> => {
      if (levelOf(prefix) === "files") leaves.push(prefix);
      else next.push(...(await foldersOf(listing, prefix)).filter((folder) => isWanted(folder, listing.scope)));
    };
    await inParallel(level, look, { lanes: LANES });
    level = next;
  }
  return leaves.toSorted();
}

/** The AWSLogs folders below a prefix: trails may have prefixes of their own. */
async function findLogs(listing: Listing, start: string): Promise<string[]> {
  const found: string[] = [];
  let asked = 0;
  let level = [start];
  for (let depth = 0; depth < SEARCH_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const prefix of level) {
      if (asked++ >= SEARCH_FOLDERS) return found;
      for (const folder of await foldersOf(listing, prefix))
        (folder.endsWith("/AWSLogs/") || folder === "AWSLogs/" ? found : next).push(folder);
    }
    level = next;
  }
  return found;
}

async function foldersOf(listing: Listing, prefix: string): Promise<string[]> {
  const folders: string[] = [];
  for await (const page of pagesOf(listing, { Prefix: prefix, Delimiter: "/" }))
    for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix !== undefined) folders.push(Prefix);
  return folders;
}

/** The keys of a Region sort by day: the listing starts at the first day of the scope and ends after its last. */
async function listLeaf(listing: Listing, leaf: string): Promise<void> {
  const { first, last } = folderDays(listing.scope);
  const isLayout = levelOf(leaf) === "files";
  const startAfter = isLayout && first !== null ? regionFolderOf(leaf) + first.replaceAll("-", "/") : undefined;
  const question = { Prefix: leaf, ...(startAfter === undefined ? {} : { StartAfter: startAfter }) };
  for await (const page of pagesOf(listing, question)) {
    const objects = (page.Contents ?? []).flatMap((entry) => toObject(entry, listing.scope));
    if (objects.length > 0) await listing.onPage(objects);
    const lastDay = folderDayOf(page.Contents?.at(-1)?.Key ?? "");
    if (isLayout && last !== null && lastDay !== null && lastDay > last) return;
  }
}

type Entry = NonNullable<ListObjectsV2CommandOutput["Contents"]>[number];

function toObject({ Key: key, ETag: etag, Size: bytes }: Entry, scope: S3Scope): S3Object[] {
  if (key === undefined || etag === undefined || bytes === undefined || key.endsWith("/")) return [];
  const day = dayOf(key);
  return isInScope(key, day, scope) ? [{ key, etag, bytes, day }] : [];
}

function dayOf(key: string): string {
  const name = parseFileName(key);
  const delivered = name?.deliveredAtMs ?? null;
  return folderDayOf(key) ?? (delivered === null ? "" : new Date(delivered).toISOString().slice(0, 10));
}

/** What no name tells about is in scope where the scope asks for nothing in particular. */
function isInScope(key: string, day: string, scope: S3Scope): boolean {
  const { first, last } = folderDays(scope);
  if ((first !== null || last !== null) && day === "") return false;
  if ((first !== null && day < first) || (last !== null && day > last)) return false;
  if (scope.accounts.length === 0 && scope.regions.length === 0) return true;
  if (levelOf(key) !== "outside") return isWanted(key, scope);
  const name = parseFileName(key);
  const isOf = (list: readonly string[], word: string | undefined): boolean =>
    list.length === 0 || (word !== undefined && list.includes(word));
  return isOf(scope.accounts, name?.account) && isOf(scope.regions, name?.region);
}

type Question = {
  readonly Prefix: string;
  readonly Delimiter?: string;
  readonly StartAfter?: string;
  readonly MaxKeys?: number;
};

async function* pagesOf(listing: Listing, question: Question): AsyncGenerator<ListObjectsV2CommandOutput> {
  let token: string | undefined;
  do {
    const page = await ask(listing, question, token);
    yield page;
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

function ask({ s3, scope, signal }: Listing, question: Question, token?: string): Promise<ListObjectsV2CommandOutput> {
  const ContinuationToken = token === undefined ? {} : { ContinuationToken: token };
  return s3.send(new ListObjectsV2Command({ Bucket: scope.bucket, ...question, ...ContinuationToken }), {
    abortSignal: signal,
  });
}
