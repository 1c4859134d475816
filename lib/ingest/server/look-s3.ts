import { setMaxListeners } from "node:events";
import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";
import { listLogs, type S3Object } from "../s3/list-logs";
import { makeS3, type S3Access } from "../s3/s3-access";
import { s3Failure } from "../s3/s3-failure";
import type { S3Scope } from "../s3/s3-scope";
import { FoundTally, type S3Found } from "./found-tally";

export type S3Look = {
  readonly scope: S3Scope;
  readonly access: S3Access;
  readonly onListed?: (files: number) => void;
  /** Ends the listing early where it answers true. */
  readonly isEnough?: (files: number) => boolean;
  readonly signal: AbortSignal;
};

class Enough extends Error {}

/** Says what a pull would find, and changes nothing. `isComplete` is false where the listing was ended early. */
export async function lookS3(pool: Pool, look: S3Look): Promise<S3Found & { readonly isComplete: boolean }> {
  const { scope, access } = look;
  const s3 = makeS3(access);
  const tally = new FoundTally();
  setMaxListeners(0, look.signal);
  const onPage = async (objects: readonly S3Object[]): Promise<void> => {
    tally.add(objects, await countHere(pool, look, objects));
    look.onListed?.(tally.files);
    if (look.isEnough?.(tally.files)) throw new Enough();
  };
  try {
    await listLogs({ s3, scope, signal: look.signal, onPage });
    return { ...tally.found(), isComplete: true };
  } catch (error) {
    if (error instanceof Enough) return { ...tally.found(), isComplete: false };
    throw s3Failure(error, { bucket: scope.bucket, access });
  } finally {
    s3.destroy();
  }
}

const Here = z.object({ files: z.number() });

async function countHere(pool: Pool, { scope, access }: S3Look, objects: readonly S3Object[]): Promise<number> {
  const row = await firstRow(
    pool,
    Here,
    sql`
      select count(*)::int as files
      from unnest(${objects.map(({ key }) => key)}::text[], ${objects.map(({ etag }) => etag)}::text[]) as l (key, etag)
      join s3_object o on o.endpoint = ${access.endpoint ?? ""} and o.bucket = ${scope.bucket} and o.key = l.key and o.etag = l.etag
      where o.done_at is not null`,
  );
  return row?.files ?? 0;
}
