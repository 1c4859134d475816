import type { Use } from "@/lib/credentials/link-facts";
import { shellWord } from "./shell-word";

/** What ends a credential and what does not; the command is shown, never run. */
export type HowToStop = { readonly stops: string; readonly command: string | null; readonly leaves: string };

type Ending = Pick<Use, "key" | "kind" | "name"> & { readonly identityKind: string };

const OLDER_SESSIONS =
  "a deny on every session that was taken before now (condition aws:TokenIssueTime), put on the role";

/** How to end a credential that may still be valid. */
export function howToStop({ key, kind, name, identityKind }: Ending): HowToStop {
  if (kind === "long-term") {
    return {
      stops: "making the key inactive, then deleting it",
      command: `aws iam update-access-key --status Inactive --access-key-id ${shellWord(key)} --user-name ${shellWord(name)}`,
      leaves:
        "Role sessions that were taken with it do not end with it, nor those of GetSessionToken and GetFederationToken.",
    };
  }
  if (kind === "bearer" && identityKind === "user") {
    return {
      stops: "making the user's key for the service inactive, then deleting it",
      command: key.startsWith("ACCA")
        ? `aws iam update-service-specific-credential --status Inactive --service-specific-credential-id ${shellWord(key)} --user-name ${shellWord(name)}`
        : `aws iam list-service-specific-credentials --user-name ${shellWord(name)}`,
      leaves: "Access keys and the password of the user are untouched; calls that have begun go on.",
    };
  }
  if (kind === "bearer") {
    return {
      stops: "ending the key or the session from which it was made, or its service-specific credential",
      command: null,
      leaves: "Calls that have begun go on.",
    };
  }
  if (identityKind === "user" || identityKind === "root" || identityKind === "federated-user") {
    return {
      stops: "a deny on the user for every session that was taken before now (condition aws:TokenIssueTime)",
      command: null,
      leaves: "Deleting or disabling the user's key does not end it; roles that were taken from it go on.",
    };
  }
  const sso = "ending the person's sessions in Identity Center, and ";
  return {
    stops: identityKind === "sso-role" ? sso + OLDER_SESSIONS : OLDER_SESSIONS,
    command: `aws iam put-role-policy --role-name ${shellWord(name)} --policy-name AWSRevokeOlderSessions --policy-document file://deny-older-sessions.json`,
    leaves:
      "It does not reach roles that were taken from this session, each of which needs its own; nor sessions that are taken from now on.",
  };
}

/** The commands that show to whom a managed policy is attached, and which version of it counts. */
export function howToCheck(arn: string): string {
  const of = `--policy-arn ${shellWord(arn)}`;
  return `aws iam list-entities-for-policy ${of} && aws iam get-policy ${of}`;
}
