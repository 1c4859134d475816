import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { shellWord } from "./shell-word";

/** What ends a credential and what does not; the command is shown, never run. */
export type HowToStop = { readonly stops: string; readonly command: string | null; readonly leaves: string };

type Ending = Pick<Use, "key" | "kind" | "name"> & {
  readonly identityKind: string;
  readonly cameBy: Pick<Link, "mechanism" | "fromWho"> | null;
  /** Sessions that were issued before are denied. */
  readonly atMs: number;
};

const OLDER_SESSIONS = "a deny on every session that was taken before now (condition aws:TokenIssueTime), put on the";

/** How to end a credential that may still be valid. */
export function howToStop(ending: Ending): HowToStop {
  if (ending.kind === "long-term") return ofKey(ending);
  if (ending.kind === "bearer") return ofToken(ending);
  return (BY_HOLDER[ending.identityKind] ?? elsewhere)(ending);
}

/** Of the root user's keys no other user disposes: without a name the call is for those of whoever signs it. */
function ofKey({ key, name, identityKind }: Ending): HowToStop {
  const isRoot = identityKind === "root";
  const command = `aws iam update-access-key --status Inactive --access-key-id ${shellWord(key)}`;
  return {
    stops: isRoot
      ? "making the key inactive as the root user, then deleting it"
      : "making the key inactive, then deleting it",
    command: isRoot ? command : `${command} --user-name ${shellWord(name)}`,
    leaves:
      "Role sessions that were taken with it do not end with it, nor those of GetSessionToken and GetFederationToken.",
  };
}

function ofToken({ key, name, identityKind }: Ending): HowToStop {
  if (identityKind !== "user")
    return {
      stops: "ending the key or the session from which it was made, or its service-specific credential",
      command: null,
      leaves: "Calls that have begun go on.",
    };
  return {
    stops: "making the user's key for the service inactive, then deleting it",
    command: key.startsWith("ACCA")
      ? `aws iam update-service-specific-credential --status Inactive --service-specific-credential-id ${shellWord(key)} --user-name ${shellWord(name)}`
      : `aws iam list-service-specific-credentials --user-name ${shellWord(name)}`,
    leaves: "Access keys and the password of the user are untouched; calls that have begun go on.",
  };
}

const BY_HOLDER: Readonly<Record<string, (ending: Ending) => HowToStop>> = {
  role: ofRole,
  "service-role": ofRole,
  "instance-role": ofRole,
  agent: ofRole,
  user: ofUser,
  "federated-user": ofUser,
  "sso-role": () => ({
    stops: `ending the person's sessions in Identity Center, and ${OLDER_SESSIONS} permission set: the role itself is changed by Identity Center alone`,
    command: null,
    leaves: "Roles that were taken from this session go on, each of which needs its own.",
  }),
  "service-linked-role": ({ name }) => ({
    stops:
      "deleting the role, once its service needs it no more: only that service can take it, and no policy can be put on it",
    command: `aws iam delete-service-linked-role --role-name ${shellWord(name)}`,
    leaves: "What the service was told to do with it goes on until it is told otherwise.",
  }),
  root: () => ({
    stops:
      "nothing in the account: no policy there binds its root user; in an organisation a service control policy on the account does",
    command: null,
    leaves: "Deleting or disabling the root user's key does not end it; roles that were taken from it go on.",
  }),
};

function ofRole({ name, atMs }: Ending): HowToStop {
  return {
    stops: `${OLDER_SESSIONS} role`,
    command: `aws iam put-role-policy --role-name ${shellWord(name)} ${policyArguments(atMs)}`,
    leaves:
      "It does not reach roles that were taken from this session, each of which needs its own; nor sessions that are taken from now on.",
  };
}

/** A federated session has no more than the user who asked for it. */
function ofUser({ name, identityKind, cameBy, atMs }: Ending): HowToStop {
  const asker = cameBy?.mechanism === "get-federation-token" && cameBy.fromWho?.kind === "user" ? cameBy.fromWho : null;
  const user = identityKind === "user" ? name : (asker?.name ?? null);
  return {
    stops: `${OLDER_SESSIONS} ${identityKind === "user" ? "user" : "user who asked for it"}`,
    command: user === null ? null : `aws iam put-user-policy --user-name ${shellWord(user)} ${policyArguments(atMs)}`,
    leaves: "Deleting or disabling the user's key does not end it; roles that were taken from it go on.",
  };
}

function elsewhere(): HowToStop {
  return {
    stops: "no record here says whose it is; whoever holds the account to which it belongs can end it there",
    command: null,
    leaves: "What was taken from it goes on.",
  };
}

/** The policy of the console's own way to revoke sessions. */
function policyArguments(atMs: number): string {
  const before = { DateLessThan: { "aws:TokenIssueTime": new Date(atMs).toISOString() } };
  const statement = { Effect: "Deny", Action: ["*"], Resource: ["*"], Condition: before };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return `--policy-name AWSRevokeOlderSessions --policy-document ${shellWord(policy)}`;
}

/** The commands that show to whom a managed policy is attached, and which version of it counts. */
export function howToCheck(arn: string): string {
  const of = `--policy-arn ${shellWord(arn)}`;
  return `aws iam list-entities-for-policy ${of} && aws iam get-policy ${of}`;
}
