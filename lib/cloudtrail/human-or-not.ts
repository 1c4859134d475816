import type { PrincipalKind } from "./normalised-event";

export type Human = "human" | "non-human" | "undetermined";

/** What is known of a principal beyond its own records' shape. */
export type PrincipalEvidence = {
  readonly signedInToConsole: boolean;
  /** Services that assumed the role. */
  readonly assumedBy: readonly string[];
};

export const NO_EVIDENCE: PrincipalEvidence = { signedInToConsole: false, assumedBy: [] };

export type Verdict = { readonly human: Human; readonly reason: string };

const BY_KIND: { readonly [Kind in PrincipalKind]: Verdict } = {
  role: { human: "undetermined", reason: "IAM role; nothing yet says whether people or workloads use it" },
  "service-role": { human: "non-human", reason: "IAM role made for a service: its path begins with /service-role/" },
  "service-linked-role": { human: "non-human", reason: "service-linked role: only its AWS service can use it" },
  "instance-role": { human: "non-human", reason: "IAM role that EC2 delivered to an instance" },
  "sso-role": { human: "human", reason: "role of an Identity Center permission set, which people sign in to" },
  user: { human: "undetermined", reason: "IAM user; a person or a program may hold its keys" },
  root: { human: "undetermined", reason: "root user of the account; whoever holds its password or keys" },
  "aws-service": { human: "non-human", reason: "an AWS service that acted on its own" },
  "federated-user": { human: "undetermined", reason: "federated session of an IAM user; the broker knows for whom" },
  "saml-user": { human: "human", reason: "signed in through a SAML provider" },
  "web-identity": { human: "undetermined", reason: "named by an OpenID Connect provider, which knows who it is" },
  "identity-center-user": { human: "human", reason: "user of Identity Center" },
  directory: { human: "human", reason: "user of a directory" },
  "workload-identity": { human: "non-human", reason: "workload identity: the token names a client, no user" },
  "foreign-account": {
    human: "undetermined",
    reason: "caller from another account; only that account's trail names it fully",
  },
  anonymous: { human: "undetermined", reason: "unsigned calls: nobody is named" },
  unattributed: { human: "undetermined", reason: "the records do not say who called" },
};

const MACHINE_SUBJECTS: readonly (readonly [prefix: string, reason: string])[] = [
  ["system:serviceaccount:", "Kubernetes service account"],
  ["repo:", "GitHub Actions workflow"],
  ["project_path:", "GitLab CI job"],
  ["organization:", "Terraform Cloud run"],
  ["spiffe://", "SPIFFE workload"],
];

/** Person, workload, or not known, and why: never a guess from how a name sounds. */
export function humanOrNot(kind: PrincipalKind, name: string, evidence: PrincipalEvidence): Verdict {
  if (kind === "web-identity") {
    const machine = MACHINE_SUBJECTS.find(([prefix]) => name.startsWith(prefix));
    if (machine !== undefined) return { human: "non-human", reason: machine[1] };
  }
  if (kind === "role" && evidence.assumedBy.length > 0) {
    return { human: "non-human", reason: `IAM role assumed by ${[...evidence.assumedBy].sort().join(", ")}` };
  }
  if (kind === "user" && evidence.signedInToConsole)
    return { human: "human", reason: "IAM user who signs in to the console" };
  return BY_KIND[kind];
}
