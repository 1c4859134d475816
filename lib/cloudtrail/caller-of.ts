import { BoundedCache } from "./bounded-cache";
import { callerFactsOf, type CallerFacts, sameFacts } from "./caller-facts";
import { credentialOf } from "./credential-of";
import type { JsonObject } from "./json-object";
import type { Credential, Principal } from "./normalised-event";
import { principalOf } from "./principal-of";

export type Caller = {
  readonly facts: CallerFacts;
  readonly principal: Principal;
  readonly credential: Credential | null;
};

const callers = new BoundedCache<Caller>(5_000);
const principals = new BoundedCache<Principal>(5_000);
const credentials = new BoundedCache<Credential>(5_000);

/** Principal and credential of a record; repeated ones are the same objects, so that they can be told apart by identity. */
export function callerOf(record: JsonObject): Caller {
  const facts = callerFactsOf(record);
  const hint =
    facts.accessKeyId ??
    facts.principalId ??
    facts.claimSubject ??
    facts.arn ??
    facts.invokedBy ??
    facts.accountId ??
    "";
  const known = callers.get(hint);
  if (known !== undefined && sameFacts(known.facts, facts)) return known;
  const credential = credentialOf(facts);
  const caller: Caller = {
    facts,
    principal: samePrincipal(principalOf(facts)),
    credential: credential === null ? null : sameCredential(credential),
  };
  if (isSmall(facts)) callers.set(hint, caller);
  return caller;
}

/** Facts are written by whoever made the call: what is remembered stays small. */
function isSmall(facts: CallerFacts): boolean {
  let length = 0;
  for (const fact of Object.values(facts)) if (typeof fact === "string") length += fact.length;
  return length < 2_048;
}

function samePrincipal(principal: Principal): Principal {
  const known = principals.get(principal.key);
  if (known !== undefined) return known;
  principals.set(principal.key, principal);
  return principal;
}

function sameCredential(credential: Credential): Credential {
  const known = credentials.get(credential.key);
  const isSame =
    known !== undefined &&
    known.kind === credential.kind &&
    known.createdAtMs === credential.createdAtMs &&
    known.sessionName === credential.sessionName;
  if (isSame) return known;
  credentials.set(credential.key, credential);
  return credential;
}
