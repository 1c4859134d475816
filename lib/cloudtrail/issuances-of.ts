import { parseArn } from "./arn";
import type { Issuance } from "./issuance";
import { afterSlash, child, type IssuingRecord, text, timeIn } from "./issuing-record";
import { credentialsIn, issuance, sameHolder } from "./make-issuance";
import {
  assumeRole,
  assumeRoot,
  certificateSession,
  permissionSet,
  podIdentity,
  roleSession,
} from "./role-sessions-of";
import { changePassword, createAccessKey, loginProfile, serviceCredential } from "./standing-credentials-of";

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

/** The names of the calls that issue something. */
export const ISSUING_CALLS: readonly string[] = [
  ...new Set([...BY_CALL.keys()].map((call) => call.split(":")[1] ?? "")),
];

/** The credentials that a successful call issued, as its record tells it. */
export function issuancesOf(record: IssuingRecord): readonly Issuance[] {
  return BY_CALL.get(`${record.source}:${record.name}`)?.(record) ?? [];
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
  const { key } = credentialsIn(child(record.response, "credentials"));
  const isOther = key !== record.facts.accessKeyId;
  return [{ ...sameHolder(record, "sign-in-token", null), key: isOther ? key : null }];
}

/** The record of a sign-in is made by the session that it opened: nothing stands before it but a password. */
function consoleSignIn(record: IssuingRecord): readonly Issuance[] {
  if (text(record.response.ConsoleLogin) !== "Success") return [];
  const key = record.facts.accessKeyId;
  return [{ ...sameHolder(record, "console-sign-in", null), issuerKey: null, key }];
}
