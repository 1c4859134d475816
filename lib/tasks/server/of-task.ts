import { type Sql, sql } from "@/lib/db/sql";
import { credentialIdsOf, type ResolvedTask } from "./resolve-task";

/** The condition on an event that it is of a task. */
export function ofTask({ branches, piece, run }: ResolvedTask): Sql {
  if (run !== null)
    return sql`event_id = any(${run.keys.map(({ id }) => id)}::uuid[]) and principal_id = any(${principalsOf(run.keys)}::int[])
      and event_time >= ${new Date(piece.fromMs)} and event_time <= ${new Date(piece.toMs)}`;
  return sql`credential_id = any(${credentialIdsOf(branches)}::int[])
    and event_time >= ${new Date(piece.fromMs)} and event_time <= ${new Date(piece.toMs)}`;
}

/** The lane that each row of `credential` belongs to. */
export function lanesOf({ branches }: Pick<ResolvedTask, "branches">): Map<number, string> {
  return new Map(branches.flatMap(({ key, use }) => (use?.credentialIds ?? []).map((id) => [id, key] as const)));
}

function principalsOf(keys: readonly { readonly principalId: number }[]): number[] {
  return [...new Set(keys.map(({ principalId }) => principalId))];
}
