import type { Context } from "@/lib/context";
import { CHAIN_LINKS_MAX } from "@/lib/credentials/contract";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Link, LinkMechanism, Origin } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { workOf } from "@/lib/credentials/started-work";
import { findOrigins } from "./find-origins";
import { readStartsOf } from "./read-starts";
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
    const issued = (await findOrigins(ctx, [use]))[0] ?? { kind: "none", reason: "" };
    if (issued.kind === "candidates") return { links, uses, ends: issued.apart, candidates: [...issued.links] };
    const cameBy = issued.kind === "link" ? issued.link : null;
    if (cameBy !== null && !cameBy.fromIsKey) links.unshift(cameBy);
    const origin = cameBy?.fromIsKey ? issued : await startedBy(ctx, use, cameBy);
    if (origin.kind === "none")
      return {
        links,
        uses,
        ends: cameBy === null && issued.kind === "none" ? issued.reason : endOf(cameBy, use),
        candidates: [],
      };
    if (origin.kind === "candidates") return { links, uses, ends: origin.apart, candidates: [...origin.links] };
    const { link } = origin;
    if (seen.has(link.from) && link.fromIsKey) return { links, uses, ends: CIRCLE, candidates: [link] };
    links.unshift(link);
    if (!link.fromIsKey) return { links, uses, ends: NO_KEY, candidates: [] };
    if (links.length >= CHAIN_LINKS_MAX) return { links, uses, ends: TOO_LONG, candidates: [] };
    seen.add(link.from);
    use = await previous(ctx, link);
    uses.push(use);
  }
}

/** What started the work of a session that a service took for itself: the service then stands between. */
async function startedBy(ctx: Context, use: Use, cameBy: Link | null): Promise<Origin> {
  const [start] = await readStartsOf(ctx, [{ use, cameBy }]);
  if (start?.kind !== "link") return start ?? { kind: "none", reason: "" };
  const { link } = start;
  return { kind: "link", link: cameBy === null ? link : { ...link, to: cameBy.from, toWho: cameBy.fromWho } };
}

const NO_KEY = "The issuing record names no key for its caller: AWS leaves it out, or it is in another account.";
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

function endOf(link: Link | null, use: Use): string {
  if (link === null) return "";
  const { mechanism, from, toWho } = link;
  if (mechanism === "service-assume-role" && workOf(use, link) !== null)
    return `${from} took the role by itself, for work that no call in the store started: a schedule or a service of AWS may have, or the call was not logged.`;
  if (mechanism === "service-assume-role")
    return `${from} took the role by itself; no credential of yours stands before it.`;
  if (mechanism === "console-sign-in") return signInEnd(toWho?.kind ?? "");
  return ENDS[mechanism] ?? NO_KEY;
}

function signInEnd(kind: string): string {
  if (kind === "root") return "A sign-in with the password of the root user; no credential stands before it.";
  return kind === "user"
    ? "A sign-in with the user's password; the call that set it is not in the store."
    : "A sign-in to the console as this session; the call that gave it its token is not in the store.";
}
