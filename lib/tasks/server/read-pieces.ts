import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { cutPieces, type Stretch } from "@/lib/tasks/cut-pieces";

/** Up to so many events are looked at one by one. */
const EXACT_MAX = 20_000;

const Row = z.object({ from: z.date(), to: z.date(), events: z.number() });

export type Pieces = { readonly pieces: readonly Stretch[]; readonly isExact: boolean };

/** The pieces into which pauses cut the work of credentials: from their events, or from their hours where there are too many. */
export async function readPieces(
  ctx: Context,
  credentialIds: readonly number[],
  gapMs: number | null,
): Promise<Pieces> {
  if (credentialIds.length === 0) return { pieces: [], isExact: true };
  const hours = await readHours(ctx, credentialIds);
  const whole = cutPieces(hours, null);
  const [all] = whole;
  if (all === undefined || gapMs === null) return { pieces: whole, isExact: true };
  if (all.events > EXACT_MAX) return { pieces: cutPieces(hours, gapMs), isExact: false };
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with timed as (
        select event_time as t, lag(event_time) over (order by event_time) as before from event
        where credential_id = any(${[...credentialIds]}::int[]) and event_time between ${new Date(all.fromMs)} and ${new Date(all.toMs)}
      ), numbered as (
        select t, count(*) filter (where before is null or t - before > make_interval(secs => ${gapMs / 1_000}::float8)) over (order by t) as piece from timed
      )
      select min(t) as from, max(t) as to, count(*)::float8 as events from numbered group by piece order by 1`,
  );
  return { pieces: found.map(toStretch), isExact: true };
}

/** Hours in which credentials did something, with the first and the last moment in each. */
async function readHours(ctx: Context, credentialIds: readonly number[]): Promise<Stretch[]> {
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select min(first_at) as from, max(last_at) as to, sum(events)::float8 as events from credential_hour
      where credential_id = any(${[...credentialIds]}::int[]) group by hour order by hour`,
  );
  return found.map(toStretch);
}

function toStretch({ from, to, events }: z.output<typeof Row>): Stretch {
  return { fromMs: from.getTime(), toMs: to.getTime(), events };
}
