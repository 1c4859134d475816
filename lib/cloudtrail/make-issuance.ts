import { type IssuingRecord, keyIn, timeIn } from "./issuing-record";
import type { Issuance, Mechanism } from "./issuance";
import type { JsonObject } from "./json-object";

const NO_TAGS: readonly string[] = [];

/** One issued credential: what a record does not say of it is null. */
export function issuance(mechanism: Mechanism, said: Partial<Issuance>): Issuance {
  return {
    mechanism,
    key: said.key ?? null,
    issuerKey: said.issuerKey ?? null,
    account: said.account ?? null,
    name: said.name ?? null,
    uniqueId: said.uniqueId ?? null,
    sessionName: said.sessionName ?? null,
    expiresAtMs: said.expiresAtMs ?? null,
    sourceIdentity: said.sourceIdentity ?? null,
    subject: said.subject ?? null,
    scope: said.scope ?? null,
    tags: said.tags ?? NO_TAGS,
  };
}

/** The key and the end of what a response gives. */
export function credentialsIn(credentials: JsonObject): Pick<Issuance, "key" | "expiresAtMs"> {
  return { key: keyIn(credentials.accessKeyId), expiresAtMs: timeIn(credentials.expiration) };
}

/** A credential for whoever asked, as the record names them. */
export function sameHolder(
  { principal, credential }: IssuingRecord,
  mechanism: Mechanism,
  scope: string | null,
): Issuance {
  const { account, name, uniqueId } = principal;
  const { key: issuerKey = null, sessionName = null } = credential ?? {};
  return issuance(mechanism, { account, name, uniqueId, sessionName, issuerKey, scope });
}
