import { isAccountId, parseArn } from "./arn";
import type { Issuance, IssuedTo, Mechanism } from "./issuance";
import { afterSlash, child, type IssuingRecord, text } from "./issuing-record";
import { isJsonObject, type JsonObject, listIn } from "./json-object";
import { isSessionId } from "./key-id";
import { credentialsIn, issuance } from "./make-issuance";
import { HIDDEN } from "./storable-text";

/** A role that somebody with credentials took, or a service. */
export function assumeRole(record: IssuingRecord): readonly Issuance[] {
  return roleSession(record, record.principal.kind === "aws-service" ? "service-assume-role" : "assume-role");
}

/** `assumedRoleUser` is absent where EC2, Lambda or RDS asked: role and session are then those of the request. */
export function roleSession(record: IssuingRecord, mechanism: Mechanism): readonly Issuance[] {
  const { request, response } = record;
  const assumed = child(response, "assumedRoleUser");
  const to = issuedRole(
    text(request.roleArn) ?? text(response.assumedPrincipal),
    assumed,
    text(request.roleSessionName),
  );
  const issued = credentialsIn(child(response, "credentials"));
  if (to.name === null && issued.key === null) return [];
  const token = isOfSts(text(response.provider)) ? text(request.webIdentityTokenId) : null;
  // The provider as IAM names it, not the issuer that its assertions name: by that name its end is told.
  const samlProvider = mechanism === "assume-role-with-saml" ? text(request.principalArn) : null;
  // Another account's copy tells the caller's session, and no key.
  const { type, principalId } = record.facts;
  const session = type === "AWSAccount" && principalId !== null && isSessionId(principalId) ? principalId : null;
  const asked =
    mechanism === "assume-role" || mechanism === "delegated-access" ? (record.credential?.key ?? session) : null;
  return [
    issuance(mechanism, {
      ...to,
      ...issued,
      issuerKey: token ?? asked ?? null,
      sourceIdentity: text(request.sourceIdentity) ?? text(response.sourceIdentity),
      subject: text(response.subjectFromWebIdentityToken) ?? text(response.subject),
      scope: samlProvider ?? text(response.provider) ?? text(response.issuer) ?? instanceIn(to.sessionName),
      tags: tagsOf(request),
    }),
  ];
}

/** Only STS gives its tokens ids that no caller chooses; the host of its issuers is AWS's own. */
function isOfSts(provider: string | null): boolean {
  const host = /(?:^https:\/\/|:oidc-provider\/)([^/]+)/.exec(provider ?? "")?.[1] ?? "";
  return /(?:^|\.)sts\.(?:[a-z0-9-]+\.)*(?:api\.aws|amazonaws\.com(?:\.cn)?)$/.test(host);
}

/** A session as the root user of a member account. */
export function assumeRoot({ request, response, credential }: IssuingRecord): readonly Issuance[] {
  const credentials = child(response, "credentials");
  const target = text(request.targetPrincipal);
  const account = target === null ? null : (parseArn(target)?.account ?? target);
  const to = { account: account !== null && isAccountId(account) ? account : null, name: "root" };
  return [issuance("assume-root", { ...to, ...credentialsIn(credentials), issuerKey: credential?.key ?? null })];
}

/** Roles that a certificate took. */
export function certificateSession({ request, response, facts }: IssuingRecord): readonly Issuance[] {
  const sets = listIn(response.credentialSet) ?? [];
  return sets.filter(isJsonObject).map((set) => {
    const to = issuedRole(text(request.roleArn) ?? text(set.roleArn), child(set, "assumedRoleUser"), null);
    return issuance("roles-anywhere", {
      ...to,
      ...credentialsIn(child(set, "credentials")),
      sourceIdentity: text(set.sourceIdentity),
      subject: text(response.subjectArn) ?? facts.principalId,
      scope: text(request.trustAnchorArn),
    });
  });
}

/** The portal's records name the permission set and the account: the role's name begins so, and ends in chance. */
export function permissionSet({ request, details, facts, credential }: IssuingRecord): readonly Issuance[] {
  const set = text(request.roleName) ?? text(details.role_name);
  const account = text(request.accountId) ?? text(details.account_id);
  if (set === null || account === null) return [];
  const name = `AWSReservedSSO_${set}_`;
  return [
    issuance("identity-center", {
      account,
      name,
      issuerKey: credential?.key ?? null,
      subject: facts.behalfOfUserId ?? (facts.userName === HIDDEN ? null : facts.userName),
    }),
  ];
}

/** A role that a pod was given by its association. */
export function podIdentity({ response, credential }: IssuingRecord): readonly Issuance[] {
  const to = issuedRole(null, child(response, "assumedRoleUser"), null);
  const scope = text(child(response, "podIdentityAssociation").associationArn);
  const issued = credentialsIn(child(response, "credentials"));
  return [issuance("pod-identity", { ...to, ...issued, issuerKey: credential?.key ?? null, scope })];
}

function issuedRole(roleArn: string | null, assumed: JsonObject, session: string | null): IssuedTo {
  const role = parseArn(roleArn ?? "");
  const assumedArn = parseArn(text(assumed.arn) ?? "");
  const [, assumedName = null, assumedSession = null] = assumedArn?.resource.split("/") ?? [];
  const id = text(assumed.assumedRoleId);
  const colon = id?.indexOf(":") ?? -1;
  return {
    account: (role?.account || assumedArn?.account) ?? null,
    name: role === null ? assumedName : afterSlash(role.resource),
    uniqueId: id === null ? null : colon < 0 ? id : id.slice(0, colon),
    sessionName: id !== null && colon >= 0 ? id.slice(colon + 1) : (assumedSession ?? session),
  };
}

function instanceIn(sessionName: string | null): string | null {
  return sessionName !== null && /^i-[0-9a-f]{8,17}$/.test(sessionName) ? sessionName : null;
}

const TAGS_MAX = 50;

/** Tags of the session itself, those that a token or an assertion brings, and those that come from the session before. */
function tagsOf({ tags, principalTags, incomingTransitiveTags }: JsonObject): readonly string[] {
  const all = [tagsIn(tags), tagsByKey(principalTags), tagsByKey(incomingTransitiveTags)].flat();
  return [...new Set(all)].slice(0, TAGS_MAX);
}

function tagsByKey(value: unknown): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value)
    .slice(0, TAGS_MAX)
    .map(([key, tag]) => `${text(key) ?? ""}=${text(tag) ?? ""}`);
}

function tagsIn(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return (listIn(value) ?? []).slice(0, TAGS_MAX).flatMap((tag) => {
    const key = isJsonObject(tag) ? (text(tag.key) ?? text(tag.Key)) : null;
    return !isJsonObject(tag) || key === null ? [] : [`${key}=${text(tag.value) ?? text(tag.Value) ?? ""}`];
  });
}
