import { isSessionId } from "@/lib/cloudtrail/key-id";
import { SKEW_MS } from "./fits";
import type { Link, Origin } from "./link";
import type { Use } from "./link-facts";
import { oneOf } from "./make-link";

/** A session of a role lasts so long at most. */
const SESSION_MS = 12 * 3_600_000;

/** `AROA…:name`, as such copies name the sessions of a credential. */
export function sessionIdsOf({ uniqueIds, sessionName }: Pick<Use, "uniqueIds" | "sessionName">): string[] {
  return sessionName === null ? [] : uniqueIds.map((id) => `${id}:${sessionName}`);
}

/** The same origin with the keys of the session by which another account knows who asked: one of them, or several candidates. */
export function withAskersKeys(origin: Origin, sessions: readonly Use[]): Origin {
  if (origin.kind === "none") return origin;
  const links = origin.kind === "link" ? [origin.link] : origin.links;
  if (!links.some(({ from, fromIsKey }) => fromIsKey && isSessionId(from))) return origin;
  const told = links.flatMap((link) => (link.fromIsKey && isSessionId(link.from) ? keysFor(link, sessions) : [link]));
  return oneOf(told, origin.kind === "candidates" ? origin.apart : ALIKE);
}

const ALIKE =
  "The copy in the other account names the session that asked, and several of its keys could be used at the time. The copy in the caller's account names the key.";

function keysFor(link: Link, sessions: readonly Use[]): Link[] {
  const able = sessions.filter(
    (use) => use.key !== link.to && sessionIdsOf(use).includes(link.from) && wasAble(use, link.atMs),
  );
  if (able.length === 0) return [{ ...link, from: link.fromWho?.name ?? link.from, fromIsKey: false }];
  return able.map((use) => ({
    ...link,
    from: use.key,
    fromWho: use.by,
    grade: link.grade === "D" ? "D" : "C",
    because:
      "The copy in the other account names no key: role and session that asked are those of this one, which was valid then.",
  }));
}

function wasAble({ createdAtMs, firstMs, isDirect, kind }: Use, atMs: number | null): boolean {
  const bornMs = createdAtMs ?? firstMs;
  if (atMs === null || bornMs === null || !isDirect || kind === "long-term") return false;
  return bornMs <= atMs + SKEW_MS && atMs <= bornMs + SESSION_MS;
}
