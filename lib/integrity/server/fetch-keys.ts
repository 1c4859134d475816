import { CloudTrailClient, ListPublicKeysCommand, type PublicKey } from "@aws-sdk/client-cloudtrail";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { AWS_ATTEMPTS, credentialsOf, type S3Access } from "@/lib/ingest/s3/s3-access";
import { accessProblem, firstLine, isDenied } from "@/lib/ingest/s3/s3-failure";
import { keepKeys, ORIGINS } from "@/lib/ingest/server/keep-sides";
import type { ListedKey } from "@/lib/ingest/side-files";
import type { VerifyRange } from "./list-results";
import { rsaKeyOf } from "./signing-keys";

/** What came of asking in one Region; `problem` says in one line why there are none. */
export type FetchedKeys = { readonly region: string; readonly keys: number; readonly problem: string | null };

const RegionRow = z.object({ region: z.string(), from: z.date() });
const PAGES_MAX = 100;

type Request = { readonly access: S3Access; readonly range: VerifyRange; readonly signal: AbortSignal };
type Caller = Pick<Context, "pool" | "actor" | "now"> & { readonly db: Pick<Context["db"], "auditLog"> };

/**
 * Asks AWS for the public keys of the digests that are here, in the Region of each, from the beginning of its first digest until now:
 * what is backfilled later is signed later. Needs cloudtrail:ListPublicKeys. Throws `AppError` where there are no digests, and where not one
 * Region gave an answer.
 */
export async function fetchKeys(ctx: Caller, { access, range, signal }: Request): Promise<FetchedKeys[]> {
  const regions = await rows(
    ctx.pool,
    RegionRow,
    sql`
      select region, min(start_at) as from from digest
      where state <> 'malformed' and region is not null and start_at is not null
        and (${range.from}::timestamptz is null or end_at >= ${range.from}) and (${range.to}::timestamptz is null or start_at <= ${range.to})
      group by region order by region`,
  );
  if (regions.length === 0)
    throw new AppError(
      "not-found",
      "No digest of that time is here: there is nothing to fetch keys for. Load the digests first.",
    );
  const fetched: FetchedKeys[] = [];
  for (const { region, from } of regions) fetched.push(await fetchRegion(ctx, { region, from, access, signal }));
  await recordAudit(ctx, {
    action: "keys.fetch",
    target: null,
    detail: { regions: fetched.map((one) => ({ ...one })) },
  });
  const [first] = fetched;
  if (first?.problem && fetched.every(({ problem }) => problem !== null))
    throw new AppError("unavailable", first.problem);
  return fetched;
}

type Asked = {
  readonly region: string;
  readonly from: Date;
  readonly access: S3Access;
  readonly signal: AbortSignal;
};

async function fetchRegion({ pool }: Pick<Context, "pool">, asked: Asked): Promise<FetchedKeys> {
  const { region } = asked;
  try {
    const listed = (await listKeys(asked)).flatMap(toListed);
    await keepKeys(pool, listed, ORIGINS.aws);
    return { region, keys: listed.length, problem: null };
  } catch (error) {
    if (asked.signal.aborted) throw new AppError("conflict", "Stopped. Keys that came by then stay.", { cause: error });
    const problem = error instanceof Error ? explain(error, asked) : null;
    if (problem === null) throw error;
    return { region, keys: 0, problem };
  }
}

/** The address of the service may be another one: AWS_ENDPOINT_URL_CLOUDTRAIL, as for the AWS command line. */
async function listKeys({ region, from, access, signal }: Asked): Promise<PublicKey[]> {
  const credentials = credentialsOf(access);
  const client = new CloudTrailClient({
    region,
    maxAttempts: AWS_ATTEMPTS,
    ...(credentials === undefined ? {} : { credentials }),
  });
  try {
    const keys: PublicKey[] = [];
    let next: string | undefined;
    for (let page = 0; page < PAGES_MAX; page++) {
      const command = new ListPublicKeysCommand({
        StartTime: from,
        ...(next === undefined ? {} : { NextToken: next }),
      });
      const answer = await client.send(command, { abortSignal: signal });
      keys.push(...(answer.PublicKeyList ?? []));
      next = answer.NextToken;
      if (next === undefined || next === "") break;
    }
    return keys;
  } finally {
    client.destroy();
  }
}

function toListed({ Value, ValidityStartTime, ValidityEndTime }: PublicKey): ListedKey[] {
  if (Value === undefined) return [];
  const der = Buffer.from(Value);
  if (rsaKeyOf(der) === null) return [];
  return [
    { der, validFrom: ValidityStartTime?.toISOString() ?? null, validTo: ValidityEndTime?.toISOString() ?? null },
  ];
}

function explain(error: Error, { region, access }: Asked): string | null {
  const problem = accessProblem(error, access);
  if (problem !== null) return problem;
  const said = firstLine(error.message);
  if (isDenied(error))
    return `Listing CloudTrail's public keys in ${region} is not allowed: ${said}. Allow cloudtrail:ListPublicKeys.`;
  if ("$metadata" in error) return `CloudTrail in ${region} gave no public keys: ${said} (${error.name}).`;
  return null;
}
