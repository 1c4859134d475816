import { parseArgs } from "node:util";
import { countOf } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { Context } from "@/lib/context";
import { IDENTITIES_PAGE_MAX } from "@/lib/identities/contract";
import { listIdentities } from "@/lib/identities/server/list-identities";
import { resolveIdentity } from "@/lib/identities/server/resolve-identity";
import { Gap, TASK_ROOTS_MAX, type TaskRow } from "@/lib/tasks/contract";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline tasks`: pieces of work, of one identity or of all; the work of a tree of credentials is listed where its root is. */
export async function tasksCommand(args: readonly string[], io: Io): Promise<number> {
  const options = { identity: { type: "string" }, gap: { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const gap = gapOf(values.gap);
  return withStore(io, async (ctx) => {
    const seen = new Set<string>();
    const identities =
      values.identity === undefined ? allIdentities(ctx) : [(await resolveIdentity(ctx, values.identity)).id];
    for await (const identity of identities) await printTasks(ctx, { identity, gap, seen }, io);
    return 0;
  });
}

/** Reads `--gap`: seconds, "none", or what fits the credential. */
export function gapOf(text: string | undefined): Gap {
  if (text === undefined) return null;
  const parsed = Gap.safeParse(text === "none" ? text : Number(text));
  if (!parsed.success) throw new UsageError(`--gap takes whole seconds or "none", not "${text}".`);
  return parsed.data;
}

async function* allIdentities(ctx: Context): AsyncGenerator<string> {
  const filter = { query: "", kinds: [], human: [], accounts: [] };
  for (let cursor: string | null = null; ;) {
    const page = await listIdentities(ctx, { filter, sort: "last-seen", cursor, limit: IDENTITIES_PAGE_MAX });
    for (const { id } of page.rows) yield id;
    if (page.next === null) return;
    cursor = page.next;
  }
}

type Asked = { readonly identity: string; readonly gap: Gap; readonly seen: Set<string> };

async function printTasks(ctx: Context, { identity, gap, seen }: Asked, io: Io): Promise<void> {
  for (let cursor: string | null = null; ;) {
    const page = await listTasks(ctx, { identity, gap, cursor, limit: TASK_ROOTS_MAX });
    for (const row of page.rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      io.stdout(io.json ? JSON.stringify(toTaskJson(row)) : line(row));
    }
    if (page.leftOut > 0) io.stderr(`${countOf(page.leftOut, "piece")} more; a longer --gap gives fewer`);
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** A task as programs read it. */
export function toTaskJson({ firstMs, lastMs, ...row }: TaskRow) {
  return { ...row, firstAt: new Date(firstMs).toISOString(), lastAt: new Date(lastMs).toISOString() };
}

function line(row: TaskRow): string {
  const parts = [
    new Date(row.firstMs).toISOString(),
    new Date(row.lastMs).toISOString(),
    row.who.name,
    row.title,
    `cut by ${row.basis}`,
    countOf(row.credentials, "credential"),
    countOf(row.events, "event"),
    `grade ${row.grade ?? "-"}`,
    row.id,
  ];
  return parts.map(visibleText).join("  ");
}
