import { parseArn, withoutPath } from "./arn";
import {
  agentReason,
  type Human,
  humanOrNot,
  NO_EVIDENCE,
  type Override,
  type PrincipalEvidence,
} from "./human-or-not";
import { type Principal, PRINCIPAL_KINDS, type PrincipalKind } from "./normalised-event";

export type GroupedIdentity = {
  /** The ARN without its path, with `#` and the unique id where that is known: the same however the principals came. */
  readonly key: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly account: string | null;
  readonly arn: string | null;
  readonly uniqueId: string | null;
  readonly human: Human;
  readonly reason: string;
};

export type PrincipalGroup = {
  readonly identity: GroupedIdentity;
  /** Positions in the list that was given. */
  readonly members: number[];
};

/**
 * The identities behind principals: one for each partition, account, family and name, and one for each unique id where a name
 * had several, as after a deletion. A principal of which only the unique id is known goes with the one that has a name and the
 * same account and id. It depends only on principals of the same account with the same name or unique id.
 */
export function groupPrincipals(
  principals: readonly Principal[],
  evidenceOf: (index: number) => PrincipalEvidence = () => NO_EVIDENCE,
): PrincipalGroup[] {
  const members = principals.map((principal, index): Member => ({ principal, index, evidence: evidenceOf(index) }));
  const named = [
    ...gathered(
      members.filter((member) => !isNameless(member)),
      ({ principal }) => JSON.stringify([familyOf(principal.kind), principal.account, distinctName(principal)]),
    ).values(),
  ]
    .flatMap(byPartition)
    .flatMap(byUniqueId);
  return withNameless(named, members.filter(isNameless))
    .map(({ members: of, uniqueId, mark }) => groupOf(of, uniqueId, mark))
    .sort((a, b) => (a.identity.key < b.identity.key ? -1 : 1));
}

/** Other accounts and some records show only the unique id of a role or user. */
function isNameless({ principal }: Member): boolean {
  return principal.uniqueId !== null && principal.name === principal.uniqueId;
}

/** Two names that claim one unique id: it goes with neither. */
function withNameless(named: readonly Together[], nameless: readonly Member[]): Together[] {
  const owners = new Map<string, Together[]>();
  for (const group of named) {
    if (group.uniqueId === null) continue;
    const id = JSON.stringify([group.members[0]?.principal.account, group.uniqueId]);
    owners.set(id, [...(owners.get(id) ?? []), group]);
  }
  const more = new Map<Together, Member[]>();
  const alone: Together[] = [];
  for (const [id, ofId] of gathered(nameless, ({ principal }) =>
    JSON.stringify([principal.account, principal.uniqueId]),
  )) {
    const [owner, other] = owners.get(id) ?? [];
    if (owner !== undefined && other === undefined) more.set(owner, ofId);
    else alone.push({ members: ofId, uniqueId: ofId[0]?.principal.uniqueId ?? null, mark: "" });
  }
  return [...named.map((group) => ({ ...group, members: [...group.members, ...(more.get(group) ?? [])] })), ...alone];
}

/** Names of IAM are unique in an account; those of other services only within what the rest of their ARN says. */
function distinctName({ arn, name }: Principal): string {
  const service = arn === null ? null : (parseArn(arn)?.service ?? null);
  return arn === null || service === "iam" || service === "sts" ? name : arn;
}

/** Principals that are one identity: the named ones come first. */
type Together = { readonly members: readonly Member[]; readonly uniqueId: string | null; readonly mark: string };
type Member = { readonly principal: Principal; readonly index: number; readonly evidence: PrincipalEvidence };

/** A record without an ARN names no partition: it goes with the only one there is, and stays apart from several. */
function byPartition(members: readonly Member[]): readonly (readonly Member[])[] {
  const partitions = gathered(members, ({ principal }) => partitionOf(principal));
  if (partitions.size <= 2 && partitions.has("")) return [members];
  return [...partitions.values()];
}

/** An id-less record goes with the only unique id there is, and stays apart from several. */
function byUniqueId(members: readonly Member[]): readonly Together[] {
  const ids = gathered(members, ({ principal }) => principal.uniqueId ?? "");
  const known = [...ids.keys()].filter((id) => id !== "");
  if (known.length <= 1) return [{ members, uniqueId: known[0] ?? null, mark: "" }];
  return [...ids].map(([id, group]) =>
    id === "" ? { members: group, uniqueId: null, mark: SEVERAL_IDS } : { members: group, uniqueId: id, mark: "" },
  );
}

/** Marks the identity of records that give no unique id where a name had several. */
const SEVERAL_IDS = "#?";

function groupOf(members: readonly Member[], uniqueId: string | null, mark: string): PrincipalGroup {
  const principals = members.map(({ principal }) => principal);
  const evidence = combined(members);
  const kind = kindOf(principals, evidence);
  const arn = principals.flatMap((principal) => principal.arn ?? []).sort(byPath)[0] ?? null;
  const name = principals[0]?.name ?? "";
  const account = principals[0]?.account ?? null;
  const base = baseKey({ kind, account, name, arn });
  const suffix = uniqueId === null ? mark : `#${uniqueId}`;
  const { human, reason } = humanOrNot(kind, name, evidence);
  return {
    identity: {
      key: escapedHash(base) + suffix,
      kind,
      name,
      account,
      arn,
      uniqueId,
      human,
      reason:
        mark === SEVERAL_IDS ? `${reason}; this name had several unique ids, and these records give none` : reason,
    },
    members: members.map(({ index }) => index).sort((a, b) => a - b),
  };
}

/** An ARN that does not end in the name, or names another account or none, is not trusted to tell identities apart. */
function baseKey({ kind, account, name, arn }: Pick<GroupedIdentity, "kind" | "account" | "name" | "arn">): string {
  const parsed = arn === null ? null : parseArn(arn);
  if (arn !== null && parsed !== null && parsed.account !== "" && parsed.account === account && isNamed(arn, name)) {
    return parsed.service === "iam" ? withoutPath(arn) : arn;
  }
  return [familyOf(kind), parsed?.partition ?? "", account ?? ""].map(escaped).concat(name).join(":");
}

function isNamed(arn: string, name: string): boolean {
  const before = arn.charAt(arn.length - name.length - 1);
  return arn.endsWith(name) && (before === "/" || before === ":");
}

/** Foreign callers are roles or users of their own account, once that account's records are here. */
function kindOf(principals: readonly Principal[], evidence: PrincipalEvidence): PrincipalKind {
  const kinds = principals.map(({ kind }) => kind);
  const known = kinds.filter((kind) => kind !== "foreign-account");
  const kind = (known.length > 0 ? known : kinds).sort(bySpecificity)[0] ?? "unattributed";
  const mayBeAgent = kind === "role" || kind === "service-role" || kind === "instance-role";
  return mayBeAgent && agentReason(principals[0]?.name ?? "", evidence) !== null ? "agent" : kind;
}

function combined(members: readonly Member[]): PrincipalEvidence {
  return {
    signedInToConsole: members.some(({ evidence }) => evidence.signedInToConsole),
    takenByPeople: members.some(({ evidence }) => evidence.takenByPeople),
    assumedBy: [...new Set(members.flatMap(({ evidence }) => evidence.assumedBy))].sort(),
    workloads: [...new Set(members.flatMap(({ evidence }) => evidence.workloads))].sort(),
    agents: [...new Set(members.flatMap(({ evidence }) => evidence.agents))].sort(),
    override: members
      .flatMap(({ evidence }) => evidence.override ?? [])
      .reduce<Override | null>((newest, one) => (newest !== null && newest.rank > one.rank ? newest : one), null),
  };
}

const ROLE_KINDS: readonly PrincipalKind[] = [
  "agent",
  "service-linked-role",
  "sso-role",
  "service-role",
  "instance-role",
  "role",
];

function familyOf(kind: PrincipalKind): PrincipalKind {
  return ROLE_KINDS.includes(kind) ? "role" : kind;
}

/** One role may look plain in one record and be known in another: what says most of it counts. */
function bySpecificity(a: PrincipalKind, b: PrincipalKind): number {
  return ROLE_KINDS.indexOf(a) - ROLE_KINDS.indexOf(b) || PRINCIPAL_KINDS.indexOf(a) - PRINCIPAL_KINDS.indexOf(b);
}

/** ARNs with a path say more than those without. */
function byPath(a: string, b: string): number {
  return b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}

function partitionOf(principal: Principal): string {
  return principal.arn === null ? "" : (parseArn(principal.arn)?.partition ?? "");
}

/** Names come from callers: no name may look like another's name and id. */
function escapedHash(text: string): string {
  return text.includes("#") || text.includes("%") ? text.replaceAll("%", "%25").replaceAll("#", "%23") : text;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll(":", "%3A");
}

function gathered(members: readonly Member[], keyOf: (member: Member) => string): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}
