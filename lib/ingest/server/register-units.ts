import type { PoolClient } from "pg";
import { NORMALISER_VERSION } from "@/lib/cloudtrail/normalise-record";
import type { Unit } from "./batch";
import type { LoadSource } from "./load-batch";
import { writeSegments } from "./write-segments";

export type RegisteredUnits = {
  /** False for a unit whose bytes the store held before, or that stands twice in the batch. */
  readonly isNew: (unit: Unit) => boolean;
  readonly fileId: (unit: Unit) => number;
};

type FileRow = { id: number; sha256: string; dropped: boolean };

/**
 * Claims the log files of a batch by the hash of their bytes and keeps the evidence of those segments that are not here yet.
 * A file that is here gets one more location, and the trust of the better source; so does one that was dropped, whose bytes are
 * not kept again.
 */
export async function registerUnits(
  client: PoolClient,
  units: readonly Unit[],
  source: LoadSource,
): Promise<RegisteredUnits> {
  const ordered = [...units].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const claimed = await claimFiles(client, ordered, source);
  const ids = new Map(claimed.map(({ id, sha256 }) => [sha256, id]));
  const dropped = new Set(claimed.flatMap((file) => (file.dropped ? [file.sha256] : [])));
  const fileId = (unit: Unit): number => {
    const id = ids.get(unit.sha256);
    if (id === undefined) throw new Error(`log file ${unit.path} was not registered`);
    return id;
  };
  await addLocations(client, ordered, { fileId, source });
  const fresh = await writeSegments(
    client,
    firstOfEach(ordered).filter(({ sha256 }) => !dropped.has(sha256)),
    fileId,
  );
  return { isNew: (unit) => fresh.has(unit), fileId };
}

async function claimFiles(client: PoolClient, units: readonly Unit[], source: LoadSource): Promise<FileRow[]> {
  const result = await client.query<FileRow>(
    `insert into log_file (sha256, source_id, trust, format, compressed, delivered_bytes, text_bytes, damage, publish_time, normaliser_version)
     select distinct on (f.sha256) decode(f.sha256, 'hex'), $1::int, $2::smallint, f.format, f.compressed, f.delivered_bytes, 0, f.damage, f.publish_time, $3::int
     from jsonb_to_recordset($4) as f
       (sha256 text, format text, compressed boolean, delivered_bytes bigint, damage text, publish_time timestamptz)
     order by f.sha256
     on conflict (sha256) do update set trust = least(log_file.trust, excluded.trust),
       format = case when log_file.complete then log_file.format else excluded.format end
     returning id, encode(sha256, 'hex') as sha256, dropped_at is not null as dropped`,
    [
      source.id,
      source.trust,
      NORMALISER_VERSION,
      JSON.stringify(
        units.map((unit) => ({
          sha256: unit.sha256,
          format: unit.format,
          compressed: unit.compressed,
          delivered_bytes: unit.deliveredBytes,
          damage: unit.damage,
          publish_time: unit.publishTimeMs === null ? null : new Date(unit.publishTimeMs).toISOString(),
        })),
      ),
    ],
  );
  return result.rows;
}

async function addLocations(
  client: PoolClient,
  units: readonly Unit[],
  { fileId, source }: { fileId: (unit: Unit) => number; source: LoadSource },
): Promise<void> {
  await client.query(
    `insert into log_file_location (log_file_id, source_id, path)
     select l.id, $3::int, l.path from unnest($1::int[], $2::text[]) as l (id, path) order by 1, 3 on conflict do nothing`,
    [units.map(fileId), units.map(({ path }) => path), source.id],
  );
}

/** Units that stand twice in one batch under different paths count once. */
function firstOfEach(units: readonly Unit[]): Unit[] {
  const seen = new Set<string>();
  return units.filter((unit) => {
    const key = `${unit.sha256} ${unit.segment.n}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
