import { formatCount } from "@/lib/base/format-number";
import type { Actor } from "./actor";
import type { CredentialRow } from "./contract";
import type { Ending } from "./endings";
import type { Grade, LinkMechanism } from "./link";

export const MECHANISM_WORDS: Record<LinkMechanism, string> = {
  "assume-role": "AssumeRole",
  "service-assume-role": "AssumeRole by a service",
  "assume-role-with-saml": "AssumeRoleWithSAML",
  "assume-role-with-web-identity": "AssumeRoleWithWebIdentity",
  "assume-root": "AssumeRoot",
  "get-session-token": "GetSessionToken",
  "get-federation-token": "GetFederationToken",
  "delegated-access": "delegated access",
  "roles-anywhere": "Roles Anywhere",
  "identity-center": "Identity Center",
  "pod-identity": "EKS Pod Identity",
  cognito: "Cognito",
  "workload-token": "workload access token",
  "oauth-token": "OAuth token",
  "web-identity-token": "web identity token",
  "sign-in-token": "GetSigninToken",
  "console-sign-in": "console sign-in",
  "create-access-key": "CreateAccessKey",
  "create-service-specific-credential": "CreateServiceSpecificCredential",
  "reset-service-specific-credential": "ResetServiceSpecificCredential",
  "create-login-profile": "CreateLoginProfile",
  "update-login-profile": "UpdateLoginProfile",
  "change-password": "ChangePassword",
  "bearer-token": "bearer token",
  "forwarded-access": "called by a service for the user",
  "started-work": "work that a call started",
  "same-workload": "given to the same workload",
  "same-time": "in use at the same time",
};

/** Of so many calls of one time, at most, it is compared which may have issued a credential. */
export const COMPARED_MAX = 200;

/** "3", and "200 or more" where no more were compared. */
export function candidatesWords(candidates: number): string {
  return candidates < COMPARED_MAX ? formatCount(candidates) : `${formatCount(COMPARED_MAX)} or more`;
}

export const GRADE_WORDS: Record<Grade, string> = {
  A: "both ends in one record",
  B: "key id issued and then used by the same principal",
  C: "session name, source identity or tags agree",
  D: "time, address or agent only",
};

export const ACTOR_WORDS: Record<Actor, string> = {
  "person-in-console": "person in the console",
  "persons-tool": "person's tool",
  "agent-for-person": "agent for a person",
  workload: "workload",
  undetermined: "undetermined",
};

export const ENDING_WORDS: Record<Ending["effect"], string> = {
  ends: "Ended by",
  again: "Let go on by",
  leaves: "Not ended by",
  untold: "Perhaps ended by",
};

export const SHAPE_WORDS: Record<CredentialRow["kind"], string> = {
  "long-term": "long-term key",
  temporary: "temporary key",
  keyless: "no key in the records",
  bearer: "bearer credential",
};
