import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { AppError } from "@/lib/base/app-error";
import { visibleText } from "@/lib/base/visible-text";
import type { LoggedVerdict } from "@/lib/coverage/contract";
import { judgeRecord } from "@/lib/coverage/server/judge-record";
import { type Io, UsageError } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

/** `wakeline logged`: whether a record would have been recorded, and by which selector or why not. */
export async function loggedCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { at: { type: "string" } },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1)
    throw new UsageError("Name one file with one CloudTrail record, or - for standard input.");
  const atMs = readTime("--at", values.at);
  const record = await readInput(path, io);
  return withStore(io, async (ctx) => {
    const verdict = await judgeRecord(ctx, { record, ...(atMs === null ? {} : { atMs }) });
    for (const line of io.json ? [JSON.stringify(toJson(verdict))] : toLines(verdict)) io.stdout(line);
    return 0;
  });
}

async function readInput(path: string, io: Io): Promise<string> {
  if (path === "-") return text(io.stdin);
  try {
    return await readFile(isAbsolute(path) ? path : join(io.cwd, path), "utf8");
  } catch (cause) {
    throw new AppError("not-found", `${path} cannot be read.`, { cause });
  }
}

function toJson({ atMs, decidedBy, ...verdict }: LoggedVerdict) {
  const decisions = decidedBy.map(({ sink, name, kind, selectors, held }) => ({ sink, name, kind, selectors, held }));
  return { ...verdict, at: new Date(atMs).toISOString(), decidedBy: decisions };
}

function toLines({ state, because, family, sinks }: LoggedVerdict): string[] {
  return [
    `${state}  ${family ?? "unknown family"}  ${because}`,
    ...sinks.flatMap(({ name, because: why, selectors }) => [
      `${name}: ${why}`,
      ...selectors.map(({ selector, takes, field, because: reason }) => {
        const verdict = takes === true ? "takes it" : takes === null ? `left open by ${field}` : `rejected by ${field}`;
        return `  ${selector}: ${verdict}: ${reason}`;
      }),
    ]),
  ].map(visibleText);
}
