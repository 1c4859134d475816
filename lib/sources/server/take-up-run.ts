import type { Pool } from "pg";
import type { RunEnd } from "./end-run";
import { removeSpool } from "./spool";

/** Says that a run is being worked on; how it ended where there is nothing to do: it was cancelled, or somebody asked for that meanwhile. */
export async function takeUpRun(pool: Pool, runId: string): Promise<RunEnd | null> {
  const { rows } = await pool.query<{ state: string }>(TAKE_UP, [runId]);
  const [run] = rows;
  if (run === undefined) return { kind: "nothing-to-do" };
  if (run.state !== "cancelled") return null;
  await removeSpool(runId);
  return { kind: "cancelled" };
}

/** A run that is done may lack what became of its files. */
const TAKE_UP = `
  update ingest_run set heartbeat_at = now(),
    state = case when is_cancelled then 'cancelled' else 'running' end,
    error = case when is_cancelled then 'Cancelled by ' || cancel_asked_by || '. What was loaded by then stays.' end,
    finished_at = case when is_cancelled then now() end
  from (select id as asked_id, cancel_asked_by is not null and state <> 'done' as is_cancelled from ingest_run where id = $1 for update) asked
  where id = asked_id and state in ('queued', 'running', 'done')
  returning state`;

/** The runs of which somebody asked that the worker which has them ends them. */
export async function listCancelAsked(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from ingest_run where cancel_asked_by is not null and state = 'running' order by id",
  );
  return rows.map(({ id }) => id);
}
