import { BoundedCache } from "./bounded-cache";
import { isJsonObject, type JsonObject } from "./json-object";

/** All but `userIdentity` that the caller of a record depends on, where that identity is a user or a role's session. */
export type BesideIdentity = {
  readonly recipientAccountId: unknown;
  readonly fromConsole: boolean;
  readonly withBearerToken: boolean;
  /** What the user agent says of an agent. */
  readonly mcpClient: string | null;
};

type Repeated<Caller> = { readonly identity: JsonObject; readonly beside: BesideIdentity; readonly caller: Caller };

/** What is written into records must not fill memory. */
const LONGEST_IDENTITY = 4_096;
/** A session is used directly, by a service, by an agent, and in other accounts. */
const VARIANTS = 4;

/**
 * Callers by what the record says of them, word for word: most records repeat the `userIdentity` of one before, and comparing both
 * costs less than reading it again.
 */
export class RepeatedCallers<Caller> {
  readonly #byKey = new BoundedCache<Repeated<Caller>[]>(2_000);

  find(userIdentity: unknown, beside: BesideIdentity): Caller | null {
    const identity = plainIdentity(userIdentity);
    if (identity === null) return null;
    const known = this.#byKey.get(identity.accessKeyId);
    if (known === undefined) return null;
    for (const one of known)
      if (isSameBeside(one.beside, beside) && isSameJson(one.identity, identity)) return one.caller;
    return null;
  }

  keep(userIdentity: unknown, beside: BesideIdentity, caller: Caller): void {
    const identity = plainIdentity(userIdentity);
    if (identity === null || lengthOf(identity) > LONGEST_IDENTITY) return;
    const known = this.#byKey.get(identity.accessKeyId);
    const one = { identity, beside, caller };
    if (known === undefined) this.#byKey.set(identity.accessKeyId, [one]);
    else if (known.unshift(one) > VARIANTS) known.pop();
  }
}

type PlainIdentity = JsonObject & { readonly accessKeyId: string };

/** Other types of identity have callers that depend on more of the record. */
function plainIdentity(identity: unknown): PlainIdentity | null {
  if (!isJsonObject(identity) || (identity.type !== "AssumedRole" && identity.type !== "IAMUser")) return null;
  return hasKey(identity) ? identity : null;
}

function hasKey(identity: JsonObject): identity is PlainIdentity {
  return typeof identity.accessKeyId === "string";
}

function isSameBeside(a: BesideIdentity, b: BesideIdentity): boolean {
  return (
    a.recipientAccountId === b.recipientAccountId &&
    a.fromConsole === b.fromConsole &&
    a.withBearerToken === b.withBearerToken &&
    a.mcpClient === b.mcpClient
  );
}

/** Lists count as different: callers have none. So does a key that every object answers to, whether it has it or not. */
function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  let more = 0;
  for (const key in a) {
    if (key === "__proto__" || !isSameJson(a[key], b[key])) return false;
    more++;
  }
  for (const _ in b) more--;
  return more === 0;
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (!isJsonObject(value)) return 8;
  let length = 0;
  for (const key in value) length += key.length + lengthOf(value[key]);
  return length;
}
