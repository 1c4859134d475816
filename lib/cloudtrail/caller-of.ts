import { BoundedCache } from "./bounded-cache";
import { besideIdentity, callerFactsOf, type CallerFacts, sameFacts } from "./caller-facts";
import { RepeatedCallers } from "./repeated-callers";
import { credentialOf } from "./credential-of";
import type { JsonObject } from "./json-object";
import type { Credential, CredentialMarks, Principal } from "./normalised-event";
import { principalOf } from "./principal-of";

export type Caller = {
  readonly facts: CallerFacts;
  readonly principal: Principal;
  readonly credential: Credential | null;
};

const REPEATED = new RepeatedCallers<Caller>();
const callers = new BoundedCache<Caller>(5_000);
const principals = new BoundedCache<Principal>(5_000);
const credentials = new BoundedCache<Credential>(5_000);

/** Principal and credential of a record; repeated ones are the same objects, so that they can be told apart by identity. */
export function callerOf(record: JsonObject): Caller {
  const { userIdentity } = record;
  const beside = besideIdentity(record);
  const same = REPEATED.find(userIdentity, beside);
  if (same !== null) return same;
  const caller = readCaller(callerFactsOf(record, beside));
  REPEATED.keep(userIdentity, beside, caller);
  return caller;
}

function readCaller(facts: CallerFacts): Caller {
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
    principal: principalOfSession(facts) ?? rememberedPrincipal(facts),
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

type KnownRole = {
  readonly issuerPrincipalId: string;
  readonly issuerAccountId: string | null;
  readonly principal: Principal;
};
const roles = new BoundedCache<KnownRole>(5_000);

/** Sessions of one role come with ever new keys and names; only what their principal depends on is compared. */
function principalOfSession(facts: CallerFacts): Principal | null {
  if (facts.issuerArn === null || !isPlainSession(facts)) return null;
  const known = roles.get(facts.issuerArn);
  const isSame =
    known?.issuerPrincipalId === facts.issuerPrincipalId && known.issuerAccountId === facts.issuerAccountId;
  return isSame ? known.principal : null;
}

function isPlainSession({ type, arn, ec2RoleDelivery }: CallerFacts): boolean {
  if (type !== "AssumedRole" || arn === null || ec2RoleDelivery !== null) return false;
  return arn.startsWith("arn:aws:sts::") && arn.startsWith(":assumed-role/", "arn:aws:sts::123456789012".length);
}

function rememberedPrincipal(facts: CallerFacts): Principal {
  const principal = samePrincipal(principalOf(facts));
  const { issuerArn, issuerPrincipalId, issuerAccountId } = facts;
  const followsFromIssuer = principal.arn === issuerArn && principal.uniqueId === issuerPrincipalId;
  if (issuerArn !== null && issuerPrincipalId !== null && followsFromIssuer && isPlainSession(facts)) {
    roles.set(issuerArn, { issuerPrincipalId, issuerAccountId, principal });
  }
  return principal;
}

function samePrincipal(principal: Principal): Principal {
  const known = principals.get(principal.key);
  if (known !== undefined && isSamePrincipal(known, principal)) return known;
  principals.set(principal.key, principal);
  return principal;
}

/** What records say of one principal differs, e.g. in whether they give its path: which is handed out must not depend on their order. */
function isSamePrincipal(a: Principal, b: Principal): boolean {
  return (
    a.kind === b.kind && a.account === b.account && a.arn === b.arn && a.uniqueId === b.uniqueId && a.name === b.name
  );
}

function sameCredential(credential: Credential): Credential {
  const known = credentials.get(credential.key);
  const isSame =
    known !== undefined &&
    known.kind === credential.kind &&
    known.createdAtMs === credential.createdAtMs &&
    known.sessionName === credential.sessionName &&
    sameMarks(known.marks, credential.marks);
  if (isSame) return known;
  credentials.set(credential.key, credential);
  return credential;
}

function sameMarks(a: CredentialMarks, b: CredentialMarks): boolean {
  return (
    a.agent === b.agent &&
    a.scope === b.scope &&
    a.sourceIdentity === b.sourceIdentity &&
    a.signInSession === b.signInSession &&
    a.delivery === b.delivery &&
    a.provider === b.provider &&
    a.behalfOf === b.behalfOf &&
    a.fromConsole === b.fromConsole &&
    a.forwarded === b.forwarded
  );
}
