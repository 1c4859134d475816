import type { Issuance, Mechanism } from "./issuance";
import { child, type IssuingRecord, keyIn, text, timeIn } from "./issuing-record";
import { issuance, sameHolder } from "./make-issuance";

// Keys and passwords stand until somebody ends them.

/** A key of a user. */
export function createAccessKey(record: IssuingRecord): readonly Issuance[] {
  const made = child(record.response, "accessKey");
  const key = keyIn(made.accessKeyId);
  return key === null ? [] : [{ ...forUser(record, "create-access-key", text(made.userName)), key }];
}

/** A key of a user for one service, made or given a new secret. */
export function serviceCredential(record: IssuingRecord, mechanism: Mechanism): readonly Issuance[] {
  const made = child(record.response, "serviceSpecificCredential");
  const of = forUser(record, mechanism, text(made.userName));
  return [
    {
      ...of,
      key: keyIn(made.serviceSpecificCredentialId) ?? keyIn(record.request.serviceSpecificCredentialId),
      expiresAtMs: timeIn(made.expirationDate),
      scope: text(made.serviceName) ?? text(record.request.serviceName),
    },
  ];
}

/** A user's password, set by somebody. */
export function loginProfile(record: IssuingRecord, mechanism: Mechanism): readonly Issuance[] {
  return [forUser(record, mechanism, text(child(record.response, "loginProfile").userName))];
}

/** Only its own: who makes this call knows the password before. */
export function changePassword(record: IssuingRecord): readonly Issuance[] {
  return record.principal.kind === "user" ? [sameHolder(record, "change-password", null)] : [];
}

/** For the user that the record names, else for the caller's own. */
function forUser(record: IssuingRecord, mechanism: Mechanism, named: string | null): Issuance {
  const { principal, credential, request } = record;
  const name = named ?? text(request.userName) ?? principal.name;
  return issuance(mechanism, { account: ownAccount(record), name, issuerKey: credential?.key ?? null });
}

function ownAccount({ recipient, principal }: IssuingRecord): string | null {
  return recipient ?? principal.account;
}
