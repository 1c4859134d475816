import { BoundedCache } from "./bounded-cache";
import { isJsonObject, type JsonObject } from "./json-object";

type Repeated<Caller> = {
  readonly identity: JsonObject;
  readonly recipientAccountId: unknown;
  readonly caller: Caller;
};

/** What is written into records must not fill memory. */
const LONGEST_IDENTITY = 4_096;

/**
 * Callers by what the record says of them, word for word: most records repeat the `userIdentity` of one before, and comparing both
 * costs less than reading it again. Only for those whose caller depends on nothing else in the record but its recipient.
 */
export class RepeatedCallers<Caller> {
  readonly #byKey = new BoundedCache<Repeated<Caller>>(2_000);

  find(record: JsonObject): Caller | null {
    const identity = plainIdentityOf(record);
    const known = identity && this.#byKey.get(identity.accessKeyId);
    if (!known || known.recipientAccountId !== record.recipientAccountId) return null;
    return isSameJson(known.identity, identity) ? known.caller : null;
  }

  keep(record: JsonObject, caller: Caller): void {
    const identity = plainIdentityOf(record);
    if (identity === null || !this.#byKey.admits(identity.accessKeyId) || lengthOf(identity) > LONGEST_IDENTITY) return;
    this.#byKey.set(identity.accessKeyId, { identity, recipientAccountId: record.recipientAccountId, caller });
  }
}

/** Claims count for other types of identity, and Bedrock says elsewhere whether a call came with a bearer token. */
function plainIdentityOf(record: JsonObject): (JsonObject & { readonly accessKeyId: string }) | null {
  const { userIdentity: identity, eventSource } = record;
  if (typeof eventSource !== "string" || eventSource.startsWith("bedrock")) return null;
  if (!isJsonObject(identity) || (identity.type !== "AssumedRole" && identity.type !== "IAMUser")) return null;
  return hasKey(identity) ? identity : null;
}

function hasKey(identity: JsonObject): identity is JsonObject & { readonly accessKeyId: string } {
  return typeof identity.accessKeyId === "string";
}

/** Lists count as different: callers have none. */
function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  let more = 0;
  for (const key in a) {
    if (!isSameJson(a[key], b[key])) return false;
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
