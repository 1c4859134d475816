import type { Context } from "@/lib/context";
import { CHAIN_LINKS_MAX } from "@/lib/credentials/contract";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Link, LinkMechanism, Origin } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { instanceOf, workOf } from "@/lib/credentials/started-work";
import { type ByKey, findOriginsOverAccounts, readByKey } from "./find-origins";
import { withFirstEvents } from "./with-first-events";
import { readStartsOf } from "./read-starts";
import { readBareUses } from "./read-uses";
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
  const passed: Passed[] = [];
  const uses: Use[] = [];
  const seen = new Set([start.key]);
  let known: ByKey | undefined;
  for (let use = start; ;) {
    const issued = (await findOriginsOverAccounts(ctx, [use], known))[0] ?? { kind: "none", reason: "" };
    const ended = (ends: string, candidates: readonly Passed[] = []): Promise<Walk> =>
      withCalls(ctx, { start, uses, passed, ends, candidates });
    const here = (link: Link): Passed => ({ link, place: uses.length });
    if (issued.kind === "candidates") return ended(issued.apart, issued.links.map(here));
    const cameBy = issued.kind === "link" ? issued.link : null;
    if (cameBy !== null && !cameBy.fromIsKey) passed.unshift(here(cameBy));
    const origin = cameBy?.fromIsKey ? issued : await startedBy(ctx, use, cameBy);
    if (origin.kind === "none")
      return ended(cameBy === null && issued.kind === "none" ? issued.reason : endOf(cameBy, use));
    if (origin.kind === "candidates") return ended(origin.apart, origin.links.map(here));
    const { link } = origin;
    if (link.fromIsKey && seen.has(link.from)) return ended(CIRCLE, openCircle(passed, here(link)));
    passed.unshift(here(link));
    if (!link.fromIsKey) return ended(NO_KEY);
    if (passed.length >= CHAIN_LINKS_MAX) return ended(TOO_LONG);
    seen.add(link.from);
    ({ use, known } = await previous(ctx, link));
    uses.push(use);
  }
}

/** Takes the links of a circle out of those passed: at least one of them is false, and nothing tells which. */
function openCircle(passed: Passed[], closing: Passed): Passed[] {
  const begins = passed.findLastIndex(({ link }) => link.to === closing.link.from);
  return [closing, ...passed.splice(0, begins + 1)].map(({ link, place }) => ({
    link: { ...link, grade: "D", because: IN_CIRCLE },
    place,
  }));
}

/** A link, and the place of the use that it leads to: 0 is where the walk started. */
type Passed = { readonly link: Link; readonly place: number };
type Bare = Omit<Walk, "links" | "candidates"> & {
  readonly start: Use;
  readonly passed: readonly Passed[];
  readonly candidates: readonly Passed[];
};

/** The first calls of all credentials on the way are read at its end, in one statement. */
async function withCalls(ctx: Context, { start, uses, passed, ends, candidates }: Bare): Promise<Walk> {
  const complete = await withFirstEvents(ctx, [start, ...uses]);
  const toCalled = ({ link, place }: Passed): Link => called(link, complete[place]);
  return { links: passed.map(toCalled), uses: complete.slice(1), ends, candidates: candidates.map(toCalled) };
}

function called(link: Link, use: Use | undefined): Link {
  const first = use?.firstEventId ?? null;
  // Of a bearer token the same record shows both ends.
  const issuingEventId = link.issuingEventId ?? (link.mechanism === "bearer-token" ? first : null);
  return { ...link, issuingEventId, usedEventId: link.usedEventId ?? first };
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
  "The records go round in a circle: a credential would have issued itself. At least one of them is false, and nothing here tells which.";
const IN_CIRCLE = "One of the records that lead round to the same key again.";
const TOO_LONG = `The chain goes on; ${CHAIN_LINKS_MAX} links are shown.`;

/** The use of the key that a link begins with, by the identity that the issuing record names, and alive when it was made. */
async function previous(
  ctx: Context,
  { from, fromWho, issuingEventId, atMs }: Link,
): Promise<{ readonly use: Use; readonly known: ByKey }> {
  const [uses, known] = await Promise.all([readBareUses(ctx, [from]), readByKey(ctx, [from])]);
  const same = uses.filter(({ by }) => by.id !== null && by.id === fromWho?.id);
  const of = same.length > 0 ? same : uses;
  const alive = of.filter(
    ({ createdAtMs, firstMs }) => atMs === null || (createdAtMs ?? firstMs ?? 0) <= atMs + SKEW_MS,
  );
  return { use: alive.at(-1) ?? of[0] ?? unusedOf({ key: from, who: fromWho, eventId: issuingEventId, atMs }), known };
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
  if (instanceOf(use, link) !== null)
    return `${from} took the role for an instance; the call that launched it is not in the store.`;
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
