import { isAccountId, parseArn } from "./arn";
import type { CallerFacts } from "./caller-facts";
import { parseEventTime } from "./event-time";
import type { Issuance, IssuedTo, Mechanism } from "./issuance";
import { isJsonObject, type JsonObject, listIn, objectIn } from "./json-object";
import type { Credential, Principal } from "./normalised-event";
import { saidIn } from "./record-values";
import { storableText, TEXT_LIMITS } from "./storable-text";

/** A successful call, and who made it. */
export type IssuingRecord = {
  readonly source: string;
  readonly name: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly additional: JsonObject;
  readonly details: JsonObject;
  readonly recipient: string | null;
  readonly facts: CallerFacts;
  readonly principal: Principal;
  readonly credential: Credential | null;
};

type Read = (record: IssuingRecord) => readonly Issuance[];

const BY_CALL = new Map<string, Read>([
  ["sts.amazonaws.com:AssumeRole", assumeRole],
  ["sts.amazonaws.com:AssumeRoleWithSAML", (record) => roleSession(record, "assume-role-with-saml")],
  ["sts.amazonaws.com:AssumeRoleWithWebIdentity", (record) => roleSession(record, "assume-role-with-web-identity")],
  ["sts.amazonaws.com:AssumeRoot", assumeRoot],
  ["sts.amazonaws.com:GetSessionToken", getSessionToken],
  ["sts.amazonaws.com:GetFederationToken", getFederationToken],
  ["sts.amazonaws.com:GetDelegatedAccessToken", (record) => roleSession(record, "delegated-access")],
  ["sts.amazonaws.com:GetWebIdentityToken", getWebIdentityToken],
  ["rolesanywhere.amazonaws.com:CreateSession", certificateSession],
  ["sso.amazonaws.com:GetRoleCredentials", permissionSet],
  ["sso.amazonaws.com:Federate", permissionSet],
  ["eks-auth.amazonaws.com:AssumeRoleForPodIdentity", podIdentity],
  ["cognito-identity.amazonaws.com:GetCredentialsForIdentity", identityPool],
  ["bedrock-agentcore.amazonaws.com:GetWorkloadAccessToken", workloadToken],
  ["bedrock-agentcore.amazonaws.com:GetWorkloadAccessTokenForJWT", workloadToken],
  ["bedrock-agentcore.amazonaws.com:GetWorkloadAccessTokenForUserId", workloadToken],
  [
    "signin.amazonaws.com:CreateOAuth2Token",
    (record) => [sameHolder(record, "oauth-token", record.facts.signInSession)],
  ],
  ["signin.amazonaws.com:GetSigninToken", signInToken],
  ["signin.amazonaws.com:ConsoleLogin", consoleSignIn],
  ["iam.amazonaws.com:CreateAccessKey", createAccessKey],
  [
    "iam.amazonaws.com:CreateServiceSpecificCredential",
    (record) => serviceCredential(record, "create-service-specific-credential"),
  ],
  [
    "iam.amazonaws.com:ResetServiceSpecificCredential",
    (record) => serviceCredential(record, "reset-service-specific-credential"),
  ],
  ["iam.amazonaws.com:CreateLoginProfile", (record) => loginProfile(record, "create-login-profile")],
  ["iam.amazonaws.com:UpdateLoginProfile", (record) => loginProfile(record, "update-login-profile")],
  ["iam.amazonaws.com:ChangePassword", changePassword],
]);

/** The credentials that a successful call issued, as its record tells it. */
export function issuancesOf(record: IssuingRecord): readonly Issuance[] {
  return BY_CALL.get(`${record.source}:${record.name}`)?.(record) ?? [];
}

function assumeRole(record: IssuingRecord): readonly Issuance[] {
  return roleSession(record, record.principal.kind === "aws-service" ? "service-assume-role" : "assume-role");
}

/** `assumedRoleUser` is absent where EC2, Lambda or RDS asked: role and session are then those of the request. */
function roleSession(record: IssuingRecord, mechanism: Mechanism): readonly Issuance[] {
  const { request, response } = record;
  const assumed = child(response, "assumedRoleUser");
  const to = issuedRole(
    text(request.roleArn) ?? text(response.assumedPrincipal),
    assumed,
    text(request.roleSessionName),
  );
  const credentials = child(response, "credentials");
  if (to.name === null && text(credentials.accessKeyId) === null) return [];
  const token = isOfSts(text(response.provider)) ? text(request.webIdentityTokenId) : null;
  const asked = mechanism === "assume-role" || mechanism === "delegated-access" ? record.credential?.key : null;
  return [
    issuance(mechanism, {
      ...to,
      key: text(credentials.accessKeyId),
      issuerKey: token ?? asked ?? null,
      expiresAtMs: timeIn(credentials.expiration),
      sourceIdentity: text(request.sourceIdentity) ?? text(response.sourceIdentity),
      subject: text(response.subjectFromWebIdentityToken) ?? text(response.subject),
      scope: text(response.provider) ?? text(response.issuer) ?? instanceIn(to.sessionName),
      tags: tagsIn(request.tags),
    }),
  ];
}

/** Only STS gives its tokens ids that no caller chooses; the host of its issuers is AWS's own. */
function isOfSts(provider: string | null): boolean {
  const host = /(?:^https:\/\/|:oidc-provider\/)([^/]+)/.exec(provider ?? "")?.[1] ?? "";
  return /(?:^|\.)sts\.(?:[a-z0-9-]+\.)*(?:api\.aws|amazonaws\.com(?:\.cn)?)$/.test(host);
}

function assumeRoot({ request, response, credential }: IssuingRecord): readonly Issuance[] {
  const credentials = child(response, "credentials");
  const target = text(request.targetPrincipal);
  const account = target === null ? null : (parseArn(target)?.account ?? target);
  const to = { account: account !== null && isAccountId(account) ? account : null, name: "root" };
  return [issuance("assume-root", { ...to, ...credentialsIn(credentials), issuerKey: credential?.key ?? null })];
}

function getSessionToken(record: IssuingRecord): readonly Issuance[] {
  return [
    { ...sameHolder(record, "get-session-token", null), ...credentialsIn(child(record.response, "credentials")) },
  ];
}

function getFederationToken({ request, response, principal, credential }: IssuingRecord): readonly Issuance[] {
  const user = child(response, "federatedUser");
  const account = parseArn(text(user.arn) ?? "")?.account ?? principal.account;
  const name = text(request.name) ?? afterSlash(text(user.arn));
  return [
    issuance("get-federation-token", {
      ...credentialsIn(child(response, "credentials")),
      issuerKey: credential?.key ?? null,
      account,
      name,
      sessionName: name,
    }),
  ];
}

function getWebIdentityToken({ response, credential }: IssuingRecord): readonly Issuance[] {
  const key = text(response.webIdentityTokenId);
  if (key === null) return [];
  const expiresAtMs = timeIn(response.expiration);
  return [issuance("web-identity-token", { key, issuerKey: credential?.key ?? null, expiresAtMs })];
}

function certificateSession({ request, response, facts }: IssuingRecord): readonly Issuance[] {
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
function permissionSet({ request, details, facts, credential }: IssuingRecord): readonly Issuance[] {
  const set = text(request.roleName) ?? text(details.role_name);
  const account = text(request.accountId) ?? text(details.account_id);
  if (set === null || account === null) return [];
  const name = `AWSReservedSSO_${set}_`;
  return [
    issuance("identity-center", { account, name, issuerKey: credential?.key ?? null, subject: facts.behalfOfUserId }),
  ];
}

function podIdentity({ response, credential }: IssuingRecord): readonly Issuance[] {
  const to = issuedRole(null, child(response, "assumedRoleUser"), null);
  const scope = text(child(response, "podIdentityAssociation").associationArn);
  const issued = credentialsIn(child(response, "credentials"));
  return [issuance("pod-identity", { ...to, ...issued, issuerKey: credential?.key ?? null, scope })];
}

function identityPool({ request, response }: IssuingRecord): readonly Issuance[] {
  const subject = text(response.identityId) ?? text(request.identityId);
  return [issuance("cognito", { ...credentialsIn(child(response, "credentials")), subject })];
}

function workloadToken({ request, credential }: IssuingRecord): readonly Issuance[] {
  const issuerKey = credential?.key ?? null;
  return [issuance("workload-token", { issuerKey, subject: text(request.userId), scope: text(request.workloadName) })];
}

/** The response repeats the key that was shown, or names that of the session to come. */
function signInToken(record: IssuingRecord): readonly Issuance[] {
  const key = text(child(record.response, "credentials").accessKeyId);
  const isOther = key !== record.facts.accessKeyId;
  return [{ ...sameHolder(record, "sign-in-token", null), key: isOther ? key : null }];
}

/** The record of a sign-in is made by the session that it opened: nothing stands before it but a password. */
function consoleSignIn(record: IssuingRecord): readonly Issuance[] {
  if (text(record.response.ConsoleLogin) !== "Success") return [];
  const key = record.facts.accessKeyId;
  return [{ ...sameHolder(record, "console-sign-in", null), issuerKey: null, key }];
}

function createAccessKey(record: IssuingRecord): readonly Issuance[] {
  const made = child(record.response, "accessKey");
  const key = text(made.accessKeyId);
  return key === null ? [] : [{ ...forUser(record, "create-access-key", text(made.userName)), key }];
}

function serviceCredential(record: IssuingRecord, mechanism: Mechanism): readonly Issuance[] {
  const made = child(record.response, "serviceSpecificCredential");
  const of = forUser(record, mechanism, text(made.userName));
  return [
    {
      ...of,
      key: text(made.serviceSpecificCredentialId) ?? text(record.request.serviceSpecificCredentialId),
      expiresAtMs: timeIn(made.expirationDate),
      scope: text(made.serviceName) ?? text(record.request.serviceName),
    },
  ];
}

function loginProfile(record: IssuingRecord, mechanism: Mechanism): readonly Issuance[] {
  return [forUser(record, mechanism, text(child(record.response, "loginProfile").userName))];
}

/** Only its own: who makes this call knows the password before. */
function changePassword(record: IssuingRecord): readonly Issuance[] {
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

function sameHolder({ principal, credential }: IssuingRecord, mechanism: Mechanism, scope: string | null): Issuance {
  const { account, name, uniqueId } = principal;
  const { key: issuerKey = null, sessionName = null } = credential ?? {};
  return issuance(mechanism, { account, name, uniqueId, sessionName, issuerKey, scope });
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

function credentialsIn(credentials: JsonObject): Pick<Issuance, "key" | "expiresAtMs"> {
  return { key: text(credentials.accessKeyId), expiresAtMs: timeIn(credentials.expiration) };
}

const NOTHING: JsonObject = {};
const NO_TAGS: readonly string[] = [];

function issuance(mechanism: Mechanism, said: Partial<Issuance>): Issuance {
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

function child(object: JsonObject, key: string): JsonObject {
  return objectIn(object[key]) ?? NOTHING;
}

function text(value: unknown): string | null {
  const said = saidIn(value);
  return said === null ? null : storableText(said, TEXT_LIMITS.name);
}

/** Times after the year 9999 are no times that a column or a person could use. */
function timeIn(value: unknown): number | null {
  const time = parseEventTime(value);
  return time !== null && time > 0 && time < 253_402_300_800_000 ? time : null;
}

function afterSlash(text: string | null): string | null {
  return text === null ? null : text.slice(text.lastIndexOf("/") + 1);
}

function instanceIn(sessionName: string | null): string | null {
  return sessionName !== null && /^i-[0-9a-f]{8,17}$/.test(sessionName) ? sessionName : null;
}

const TAGS_MAX = 50;

function tagsIn(value: unknown): readonly string[] {
  if (value === undefined || value === null) return NO_TAGS;
  return (listIn(value) ?? []).slice(0, TAGS_MAX).flatMap((tag) => {
    const key = isJsonObject(tag) ? (text(tag.key) ?? text(tag.Key)) : null;
    return !isJsonObject(tag) || key === null ? [] : [`${key}=${text(tag.value) ?? text(tag.Value) ?? ""}`];
  });
}
