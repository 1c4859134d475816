import { candidatesWords } from "@/lib/credentials/words";
import { parseArgs } from "node:util";
import { visibleText } from "@/lib/base/visible-text";
import type { Chain, ChainLink } from "@/lib/credentials/contract";
import { getChain } from "@/lib/credentials/server/get-chain";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline chain`: from one credential back to the first one, with the proof of each link. */
export async function chainCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [credential] = positionals;
  if (credential === undefined || positionals.length > 1)
    throw new UsageError("Name one credential by its key id or id.");
  return withStore(io, async (ctx) => {
    const chain = await getChain(ctx, { credential });
    for (const line of io.json ? [JSON.stringify(toJson(chain))] : toLines(chain)) io.stdout(line);
    return 0;
  });
}

function toJson({ links, candidates, ...chain }: Chain) {
  return { links: links.map(toLinkJson), ...chain, candidates: candidates.map(toLinkJson) };
}

/** A link as programs read it. */
export function toLinkJson({ atMs, expiresAtMs, ...link }: ChainLink) {
  return { ...link, at: iso(atMs), expiresAt: iso(expiresAtMs) };
}

function toLines({ credential, who, links, root, rootWho, grade, ends, candidates }: Chain): string[] {
  const lines = [
    `${credential}  of ${who.name} (${who.kind})`,
    `root        ${root}${rootWho === null ? "" : `  (${rootWho.kind})`}`,
    `grade       ${grade ?? "-"}`,
    ...links.flatMap(described),
    ends,
    ...candidates.flatMap((link, n) => [
      candidates.length === 1 ? "possible" : `1 of ${candidatesWords(candidates.length)}: ${n + 1}`,
      ...described(link),
    ]),
  ];
  return lines.filter((line) => line !== "").map(visibleText);
}

function described(link: ChainLink): string[] {
  return [
    `  ${link.from} -> ${link.to}  ${link.grade}  ${link.mechanism}  ${iso(link.atMs) ?? "time unknown"}`,
    `    issued in ${link.issuingEventId ?? "no record here"}, first used in ${link.usedEventId ?? "no record here"}: ${link.because}`,
  ];
}

function iso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
