import type { PrincipalKind } from "./normalised-event";

export type Human = "human" | "non-human" | "undetermined";

/** What is known of a principal beyond its own records' shape. */
export type PrincipalEvidence = {
  readonly signedInToConsole: boolean;
  /** People took the role with assertions of a SAML provider. */
  readonly takenByPeople: boolean;
  /** Services that assumed the role. */
  readonly assumedBy: readonly string[];
  /** Kinds of workloads that took the role with tokens of their own. */
  readonly workloads: readonly string[];
  /** Agents, runtimes and the like that were given the role when they were made. */
  readonly agents: readonly string[];
  /** What a user of Wakeline said, which counts more than records. */
  readonly override: Override | null;
};

/** Of several the one with the highest rank counts; without `human` it takes back what was said before. */
export type Override = { readonly rank: number; readonly human: Human | null; readonly reason: string };

export const NO_EVIDENCE: PrincipalEvidence = {
  signedInToConsole: false,
  takenByPeople: false,
  assumedBy: [],
  workloads: [],
  agents: [],
  override: null,
};

export type Verdict = { readonly human: Human; readonly reason: string };

const AGENT_SERVICE = "bedrock-agentcore.amazonaws.com";
const BEDROCK = "bedrock.amazonaws.com";
/** Bedrock puts it before the names of the roles that it makes for agents. */
const AGENT_ROLE_PREFIX = "AmazonBedrockExecutionRoleForAgents_";

/** What shows that an agent acts as a role; null where nothing does. */
export function agentReason(name: string, { agents, assumedBy }: PrincipalEvidence): string | null {
  if (agents.length > 0) return `role given to ${[...agents].sort().slice(0, 5).join(", ")}`;
  if (assumedBy.includes(AGENT_SERVICE)) return `role assumed by ${AGENT_SERVICE}, which runs agents`;
  const isNamedSo = name.startsWith(AGENT_ROLE_PREFIX) && assumedBy.includes(BEDROCK);
  return isNamedSo ? `role assumed by ${BEDROCK} and named as Bedrock names the roles of its agents` : null;
}

const BY_KIND: { readonly [Kind in PrincipalKind]: Verdict } = {
  role: { human: "undetermined", reason: "IAM role; nothing yet says whether people or workloads use it" },
  "service-role": { human: "non-human", reason: "IAM role made for a service: its path begins with /service-role/" },
  "service-linked-role": { human: "non-human", reason: "service-linked role: only its AWS service can use it" },
  "instance-role": { human: "non-human", reason: "IAM role that EC2 delivered to an instance" },
  agent: { human: "non-human", reason: "role that an agent acts as" },
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

/** How the subjects of workloads' tokens begin, and what has such. */
export const MACHINE_SUBJECTS: readonly (readonly [prefix: string, reason: string])[] = [
  ["system:serviceaccount:", "Kubernetes service account"],
  ["repo:", "GitHub Actions workflow"],
  ["project_path:", "GitLab CI job"],
  ["organization:", "Terraform Cloud run"],
  ["spiffe://", "SPIFFE workload"],
];

/** How the subject of a workload's token begins; null where nothing says that it is one's. */
export function machinePrefix(subject: string): string | null {
  return MACHINE_SUBJECTS.find(([prefix]) => subject.startsWith(prefix))?.[0] ?? null;
}

/** Person, workload, or not known, and why: never a guess from how a name sounds. */
export function humanOrNot(kind: PrincipalKind, name: string, evidence: PrincipalEvidence): Verdict {
  const { override } = evidence;
  if (override !== null && override.human !== null) return { human: override.human, reason: override.reason };
  if (kind === "agent") return { human: "non-human", reason: agentReason(name, evidence) ?? BY_KIND.agent.reason };
  if (kind === "web-identity") {
    const machine = MACHINE_SUBJECTS.find(([prefix]) => name.startsWith(prefix));
    if (machine !== undefined) return { human: "non-human", reason: machine[1] };
  }
  const seen = kind === "role" ? whoTook(evidence) : null;
  if (seen !== null) return seen;
  if (kind === "user" && evidence.signedInToConsole)
    return { human: "human", reason: "IAM user who signs in to the console" };
  return BY_KIND[kind];
}

/** Of a plain role only those say what it is who were seen to take it; people and workloads may share one. */
function whoTook({ assumedBy, workloads, takenByPeople }: PrincipalEvidence): Verdict | null {
  const told =
    assumedBy.length > 0
      ? `IAM role assumed by ${[...assumedBy].sort().join(", ")}`
      : workloads.length > 0
        ? `IAM role taken with tokens of: ${[...workloads].sort().join(", ")}`
        : null;
  if (!takenByPeople) return told === null ? null : { human: "non-human", reason: told };
  return told === null
    ? { human: "human", reason: "IAM role taken by people who signed in through a SAML provider" }
    : { human: "undetermined", reason: `${told}, and by people who signed in through a SAML provider` };
}
