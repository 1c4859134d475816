import type { CallerFacts } from "./caller-facts";
import { parseEventTime } from "./event-time";
import { type Credential, type CredentialKind, type CredentialMarks, NO_MARKS } from "./normalised-event";
import { storableText, TEXT_LIMITS } from "./storable-text";

/** What signed the call; null where nothing did or nothing in the record says. */
export function credentialOf(facts: CallerFacts): Credential | null {
  if (facts.credentialId !== null) return credential("bearer", facts.credentialId, facts);
  const key = facts.accessKeyId ?? keylessKey(facts) ?? (facts.withBearerToken ? holderOf(facts) : null);
  if (key === null) return null;
  if (facts.withBearerToken) {
    // A key for one service signs by itself; a token made from an access key is a credential of its own, found beside that key.
    return credential("bearer", key.startsWith(SERVICE_KEY) ? key : `${key}#bearer`, facts);
  }
  return credential(kindOfKey(facts.accessKeyId, facts), key, facts);
}

/** Ids of service-specific credentials, as IAM gives them. */
const SERVICE_KEY = "ACCA";

function holderOf({ principalId, arn }: CallerFacts): string | null {
  return principalId ?? arn;
}

/** AWS leaves the key out of calls by service-linked roles and of some copies: principal and creation date stand for it. */
function keylessKey(facts: CallerFacts): string | null {
  const holder = holderOf(facts);
  return holder === null || facts.creationDate === null ? null : `${holder}@${facts.creationDate}`;
}

function kindOfKey(accessKeyId: string | null, facts: CallerFacts): CredentialKind {
  if (accessKeyId === null) return "keyless";
  if (accessKeyId.startsWith("AKIA")) return "long-term";
  return accessKeyId.startsWith("ASIA") || facts.creationDate !== null ? "temporary" : "long-term";
}

function credential(kind: CredentialKind, key: string, facts: CallerFacts): Credential {
  const isLongTerm = kind === "long-term";
  const sessionName = isLongTerm ? null : sessionNameOf(facts);
  return {
    kind,
    key: storableText(key, TEXT_LIMITS.name),
    // A long-term key outlives the session in which a record mentions it.
    createdAtMs: isLongTerm || facts.creationDate === null ? null : parseEventTime(facts.creationDate),
    sessionName: sessionName === null ? null : storableText(sessionName, TEXT_LIMITS.name),
    marks: marksOf(facts, isLongTerm),
  };
}

/** A long-term key has no session: only the hand that uses it is told. */
function marksOf(facts: CallerFacts, isLongTerm: boolean): CredentialMarks {
  const { fromConsole } = facts;
  const forwarded = facts.invokedBy !== null;
  const agent = kept(facts.agent);
  if (isLongTerm) {
    return agent === null && !fromConsole && !forwarded ? NO_MARKS : { ...NO_MARKS, agent, fromConsole, forwarded };
  }
  return {
    sourceIdentity: kept(facts.sourceIdentity),
    scope: kept(facts.scope),
    signInSession: kept(facts.signInSession),
    delivery: kept(facts.ec2RoleDelivery),
    provider: kept(facts.provider),
    behalfOf: kept(facts.behalfOfUserId),
    fromConsole,
    forwarded,
    agent,
  };
}

function kept(text: string | null): string | null {
  return text === null ? null : storableText(text, TEXT_LIMITS.name);
}

function sessionNameOf(facts: CallerFacts): string | null {
  const { principalId, arn } = facts;
  const colon = principalId?.indexOf(":") ?? -1;
  if (principalId !== null && colon >= 0 && colon < principalId.length - 1) return principalId.slice(colon + 1);
  const session = arn?.indexOf(":assumed-role/") ?? -1;
  if (arn === null || session < 0) return null;
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  return name === "" ? null : name;
}
