import type { Context } from "@/lib/context";
import { CHAIN_LINKS_MAX } from "@/lib/credentials/contract";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Link, LinkMechanism } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { findOrigins } from "./find-origins";
import { readUses } from "./read-uses";
import { unusedOf } from "./unused-of";

/** The way back from a credential: its links, the first one's before, and the credentials on the way. */
type Walk = {
  readonly links: Link[];
  readonly uses: Use[];
  /** Why it ends; with candidates, why none of them was chosen. */
  readonly ends: string;
  readonly candidates: Link[];
};

/** Follows the origin of a credential, and of that before it, to where none is known. Circles and endless chains end. */
export async function walkBack(ctx: Context, start: Use): Promise<Walk> {
  const links: Link[] = [];
  const uses: Use[] = [];
  const seen = new Set([start.key]);
  for (let use = start; ;) {
    const [origin] = await findOrigins(ctx, [use]);
    if (origin === undefined || origin.kind === "none")
      return { links, uses, ends: origin?.reason ?? "", candidates: [] };
    if (origin.kind === "candidates") return { links, uses, ends: origin.apart, candidates: [...origin.links] };
    const { link } = origin;
    if (seen.has(link.from) && link.fromIsKey) return { links, uses, ends: CIRCLE, candidates: [link] };
    links.unshift(link);
    if (!link.fromIsKey) return { links, uses, ends: endOf(link), candidates: [] };
    if (links.length >= CHAIN_LINKS_MAX) return { links, uses, ends: TOO_LONG, candidates: [] };
    seen.add(link.from);
    use = await previous(ctx, link);
    uses.push(use);
  }
}

const PROVIDER = "A token of a provider outside AWS; what stands before it is in the provider's log.";
const CIRCLE =
  "The records go round in a circle: this credential would have issued itself. At least one of them is false.";
const TOO_LONG = `The chain goes on; ${CHAIN_LINKS_MAX} links are shown.`;

/** The use of the key that a link begins with, by the identity that the issuing record names, and alive when it was made. */
async function previous(ctx: Context, { from, fromWho, issuingEventId, atMs }: Link): Promise<Use> {
  const uses = await readUses(ctx, [from]);
  const same = uses.filter(({ by }) => by.id !== null && by.id === fromWho?.id);
  const of = same.length > 0 ? same : uses;
  const alive = of.filter(
    ({ createdAtMs, firstMs }) => atMs === null || (createdAtMs ?? firstMs ?? 0) <= atMs + SKEW_MS,
  );
  return alive.at(-1) ?? of[0] ?? unusedOf({ key: from, who: fromWho, eventId: issuingEventId, atMs });
}

const ENDS: Partial<Record<LinkMechanism, string>> = {
  "assume-role-with-saml": PROVIDER,
  "assume-role-with-web-identity": PROVIDER,
  "roles-anywhere": "A certificate; what stands before it is in the log of its authority.",
};

function endOf({ mechanism, from, toWho }: Link): string {
  if (mechanism === "service-assume-role")
    return `${from} took the role by itself; no credential of yours stands before it.`;
  if (mechanism === "console-sign-in") return signInEnd(toWho?.kind ?? "");
  return (
    ENDS[mechanism] ?? "The issuing record names no key for its caller: AWS leaves it out, or it is in another account."
  );
}

function signInEnd(kind: string): string {
  if (kind === "root") return "A sign-in with the password of the root user; no credential stands before it.";
  return kind === "user"
    ? "A sign-in with the user's password; the call that set it is not in the store."
    : "A sign-in to the console as this session; the call that gave it its token is not in the store.";
}
