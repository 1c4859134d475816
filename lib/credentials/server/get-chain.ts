import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { Chain, getChain as endpoint } from "@/lib/credentials/contract";
import { weakestGrade } from "@/lib/credentials/link";
import { getBareUse } from "./get-use";
import { walkBack } from "./walk-back";

type Input = z.output<typeof endpoint.input>;

/** From a credential back to the first one, each link with its proof; the same whatever the order in which records came. */
export async function getChain(ctx: Context, { credential }: Input): Promise<Chain> {
  const start = await getBareUse(ctx, credential);
  const { links, ends, candidates } = await walkBack(ctx, start);
  const [first] = links;
  // Of a credential that was never used the record that issued it says whose it is.
  const who = start.by.id === null ? (links.at(-1)?.toWho ?? start.by) : start.by;
  return {
    credential: start.key,
    who,
    links,
    root: first?.from ?? start.key,
    rootWho: first === undefined ? who : first.fromWho,
    grade: weakestGrade(links.map(({ grade }) => grade)),
    ends,
    candidates,
  };
}
