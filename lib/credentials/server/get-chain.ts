import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { Chain, getChain as endpoint } from "@/lib/credentials/contract";
import { CHAIN_LINKS_MAX } from "@/lib/credentials/contract";
import { type Link, type LinkMechanism, weakestGrade } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { findOrigins } from "./find-origins";
import { getUse } from "./get-use";
import { readUses } from "./read-uses";
import { unusedOf } from "./unused-of";

type Input = z.output<typeof endpoint.input>;

/** From a credential back to the first one, each link with its proof; the same whatever the order in which records came. */
export async function getChain(ctx: Context, { credential }: Input): Promise<Chain> {
  const start = await getUse(ctx, credential);
  const { links, ends, candidates } = await walkBack(ctx, start);
  const [first] = links;
  return {
    credential: start.key,
    who: start.by,
    links,
    root: first?.from ?? start.key,
    rootWho: first === undefined ? start.by : first.fromWho,
    grade: weakestGrade(links.map(({ grade }) => grade)),
    ends,
    candidates,
  };
}

type Walk = { readonly links: Link[]; readonly ends: string; readonly candidates: Link[] };

async function walkBack(ctx: Context, start: Use): Promise<Walk> {
  const links: Link[] = [];
  const seen = new Set([start.key]);
  for (let use = start; ;) {
    const [origin] = await findOrigins(ctx, [use]);
    if (origin === undefined || origin.kind === "none") return { links, ends: origin?.reason ?? "", candidates: [] };
    if (origin.kind === "candidates") return { links, ends: origin.apart, candidates: [...origin.links] };
    const { link } = origin;
    if (seen.has(link.from) && link.fromIsKey) return { links, ends: CIRCLE, candidates: [link] };
    links.unshift(link);
    if (!link.fromIsKey) return { links, ends: endOf(link), candidates: [] };
    if (links.length >= CHAIN_LINKS_MAX) return { links, ends: TOO_LONG, candidates: [] };
    seen.add(link.from);
    use = await previous(ctx, link);
  }
}

const PROVIDER = "A token of a provider outside AWS; what stands before it is in the provider's log.";
const CIRCLE =
  "The records go round in a circle: this credential would have issued itself. At least one of them is false.";
const TOO_LONG = `The chain goes on; ${CHAIN_LINKS_MAX} links are shown.`;

/** The use of the key that a link begins with, by the identity that the issuing record names. */
async function previous(ctx: Context, { from, fromWho, issuingEventId, atMs }: Link): Promise<Use> {
  const uses = await readUses(ctx, [from]);
  const same = uses.find(({ by }) => by.id !== null && by.id === fromWho?.id);
  return same ?? uses[0] ?? unusedOf({ key: from, who: fromWho, eventId: issuingEventId, atMs });
}

const ENDS: Partial<Record<LinkMechanism, string>> = {
  "console-sign-in": "A sign-in with a password; no credential stands before it.",
  "assume-role-with-saml": PROVIDER,
  "assume-role-with-web-identity": PROVIDER,
  "roles-anywhere": "A certificate; what stands before it is in the log of its authority.",
};

function endOf({ mechanism, from }: Link): string {
  if (mechanism === "service-assume-role")
    return `${from} took the role by itself; no credential of yours stands before it.`;
  return (
    ENDS[mechanism] ?? "The issuing record names no key for its caller: AWS leaves it out, or it is in another account."
  );
}
