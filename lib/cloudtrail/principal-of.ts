import { type Arn, isAccountId, parseArn } from "./arn";
import type { CallerFacts } from "./caller-facts";
import type { Principal, PrincipalKind } from "./normalised-event";
import { HIDDEN, storableText, TEXT_LIMITS } from "./storable-text";

/** Who called, from this record alone: the caller stays the principal of calls that a service makes for it. */
export function principalOf(facts: CallerFacts): Principal {
  const arn = facts.arn === null ? null : parseArn(facts.arn);
  return (
    (arn === null ? null : fromArn(arn, facts)) ?? (BY_TYPE.get(facts.type?.toLowerCase() ?? "") ?? withoutType)(facts)
  );
}

type Shape = (facts: CallerFacts) => Principal;

/** For records that have no ARN, or one that names nobody. */
const BY_TYPE: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["assumedrole", roleWithoutArn],
  ["role", roleWithoutArn],
  ["iamuser", userWithoutArn],
  ["root", (facts) => root(facts.accountId ?? facts.recipientAccountId, null)],
  ["federateduser", (facts) => named("federated-user", facts, afterColon(facts.principalId) ?? facts.userName)],
  ["awsservice", awsService],
  ["awsaccount", awsAccount],
  ["samluser", (facts) => federated("saml-user", facts)],
  ["webidentityuser", (facts) => federated("web-identity", facts)],
  ["identitycenteruser", identityCenterUser],
  ["directory", (facts) => named("directory", facts, facts.userName ?? facts.principalId)],
]);

function fromArn(arn: Arn, facts: CallerFacts): Principal | null {
  const slash = arn.resource.indexOf("/");
  const resourceType = slash < 0 ? arn.resource : arn.resource.slice(0, slash);
  switch (resourceType) {
    case "assumed-role":
      return session(arn, facts);
    case "role":
      return role(
        { arn, arnText: facts.arn, uniqueId: uniqueIdIn(facts.principalId), account: facts.accountId },
        false,
      );
    case "federated-user":
      return identified("federated-user", { arn, name: arn.resource.slice(slash + 1), uniqueId: null, facts });
    case "root":
      return root(arn.account || facts.accountId, facts.arn);
    case "user":
      return arn.service === "iam"
        ? identified("user", { arn, name: lastSegment(arn.resource), uniqueId: uniqueIdIn(facts.principalId), facts })
        : null;
    case "workload-identity-directory":
      return identified("workload-identity", { arn, name: lastSegment(arn.resource), uniqueId: null, facts });
    default:
      // `arn:aws:iam::123456789012:robot`: not an ARN that IAM would give, yet it says which user.
      return facts.type === "IAMUser" && arn.service === "iam"
        ? identified("user", {
            arn,
            name: facts.userName ?? lastSegment(arn.resource),
            uniqueId: uniqueIdIn(facts.principalId),
            facts,
          })
        : null;
  }
}

/** `arn:aws:sts::123456789012:assumed-role/NAME/SESSION`: the path of the role is only in the session's issuer. */
function session(arn: Arn, facts: CallerFacts): Principal {
  const [, name = "", sessionName = ""] = arn.resource.split("/");
  const issuer = facts.issuerArn === null ? null : parseArn(facts.issuerArn);
  const issuedByRole = issuer !== null && issuer.resource.startsWith("role/");
  const uniqueId = uniqueIdIn(facts.issuerPrincipalId) ?? uniqueIdIn(facts.principalId);
  const isInstance = facts.ec2RoleDelivery !== null && sessionName.startsWith("i-");
  if (issuedByRole)
    return role({ arn: issuer, arnText: facts.issuerArn, uniqueId, account: facts.issuerAccountId }, isInstance);
  const account = arn.account;
  const roleArn: Arn = { partition: arn.partition, service: "iam", region: "", account, resource: `role/${name}` };
  return role(
    { arn: roleArn, arnText: `arn:${arn.partition}:iam::${account}:role/${name}`, uniqueId, account },
    isInstance,
  );
}

type RoleFacts = {
  readonly arn: Arn;
  readonly arnText: string | null;
  readonly uniqueId: string | null;
  readonly account: string | null;
};

function role(facts: RoleFacts, isInstance: boolean): Principal {
  const path = facts.arn.resource.slice("role".length);
  const name = lastSegment(facts.arn.resource);
  const kind = kindOfRole(path, isInstance);
  return principal({
    kind,
    account: facts.arn.account || facts.account,
    uniqueId: facts.uniqueId,
    arn: facts.arnText,
    name,
  });
}

/** From the path with the name at its end; without a path, from the names that AWS keeps for itself. */
function kindOfRole(path: string, isInstance: boolean): PrincipalKind {
  const name = lastSegment(path);
  if (path.startsWith("/aws-service-role/") || name.startsWith("AWSServiceRoleFor")) return "service-linked-role";
  if (path.startsWith("/aws-reserved/sso.amazonaws.com/") || name.startsWith("AWSReservedSSO_")) return "sso-role";
  if (isInstance) return "instance-role";
  return path.startsWith("/service-role/") ? "service-role" : "role";
}

function roleWithoutArn(facts: CallerFacts): Principal {
  const issuer = facts.issuerArn === null ? null : parseArn(facts.issuerArn);
  const uniqueId = uniqueIdIn(facts.issuerPrincipalId) ?? uniqueIdIn(facts.principalId);
  const sessionName = afterColon(facts.principalId) ?? "";
  const isInstance = facts.ec2RoleDelivery !== null && sessionName.startsWith("i-");
  if (issuer !== null && issuer.resource.startsWith("role/")) {
    return role({ arn: issuer, arnText: facts.issuerArn, uniqueId, account: facts.issuerAccountId }, isInstance);
  }
  const account = facts.issuerAccountId ?? facts.accountId ?? facts.recipientAccountId;
  const name = facts.issuerUserName ?? facts.userName;
  if (name === null && uniqueId === null) return unattributed(facts);
  const kind = kindOfRole(`/${name ?? ""}`, isInstance);
  return principal({ kind, account, uniqueId, arn: null, name: name ?? uniqueId ?? "" });
}

function userWithoutArn(facts: CallerFacts): Principal {
  const uniqueId = uniqueIdIn(facts.principalId);
  const account = facts.accountId ?? facts.recipientAccountId;
  const name = facts.userName ?? uniqueId;
  // A failed sign-in hides the name: which user it was meant to be is not known.
  if (name === null || (name === HIDDEN && uniqueId === null)) return unattributed(facts);
  return principal({ kind: "user", account, uniqueId, arn: null, name });
}

function root(account: string | null, arn: string | null): Principal {
  return principal({ kind: "root", account, uniqueId: null, arn, name: "root" });
}

/** A service of AWS, as seen by the account that it acted on. */
function awsService(facts: CallerFacts): Principal {
  const account = facts.accountId ?? facts.recipientAccountId;
  const name = facts.invokedBy ?? facts.userName ?? facts.principalId;
  return name === null
    ? unattributed(facts)
    : principal({ kind: "aws-service", account, uniqueId: null, arn: null, name });
}

function awsAccount(facts: CallerFacts): Principal {
  const isAnonymous =
    facts.accountId === null
      ? facts.principalId === null
      : !isAccountId(facts.accountId) && facts.accountId.toLowerCase().startsWith("anonymous");
  if (isAnonymous || facts.principalId?.toLowerCase() === "anonymous") return anonymous(facts);
  const uniqueId = uniqueIdIn(facts.principalId);
  const name = uniqueId ?? beforeColon(facts.principalId) ?? facts.accountId ?? "";
  return principal({ kind: "foreign-account", account: facts.accountId, uniqueId, arn: null, name });
}

/** Unsigned calls. A gateway may have checked a JSON web token: its issuer and subject then say who it was. */
function anonymous(facts: CallerFacts): Principal {
  const account = facts.recipientAccountId;
  const subject = facts.claimSubject ?? facts.claimClient;
  if (subject === null) return principal({ kind: "anonymous", account, uniqueId: null, arn: null, name: "anonymous" });
  // Client credentials grants have no person: the token's subject is the client itself.
  const kind = facts.claimClient !== null && subject === facts.claimClient ? "workload-identity" : "web-identity";
  return principal({ kind, account, uniqueId: null, arn: null, name: joined(facts.claimIssuer, subject) });
}

function federated(kind: "saml-user" | "web-identity", facts: CallerFacts): Principal {
  const subject = facts.userName ?? facts.principalId;
  return subject === null ? unattributed(facts) : named(kind, facts, joined(facts.identityProvider, subject));
}

function identityCenterUser(facts: CallerFacts): Principal {
  const userId = facts.behalfOfUserId ?? facts.userName ?? facts.principalId;
  if (userId === null) return unattributed(facts);
  const store = facts.behalfOfStoreArn === null ? null : parseArn(facts.behalfOfStoreArn);
  const account = store?.account || (facts.accountId ?? facts.recipientAccountId);
  const name = store === null ? userId : joined(lastSegment(store.resource), userId);
  return principal({ kind: "identity-center-user", account, uniqueId: null, arn: null, name });
}

/** No type that we know: service events and calls by services often have only `accountId` and `invokedBy`. */
function withoutType(facts: CallerFacts): Principal {
  if (facts.claimSubject !== null && facts.principalId === null && facts.userName === null) return anonymous(facts);
  if (facts.arn === null && facts.principalId === null && facts.userName === null && facts.invokedBy !== null)
    return awsService(facts);
  const uniqueId = uniqueIdIn(facts.principalId);
  if (uniqueId?.startsWith("AROA")) return roleWithoutArn(facts);
  if (uniqueId?.startsWith("AIDA")) return userWithoutArn(facts);
  return unattributed(facts);
}

function unattributed(facts: CallerFacts): Principal {
  const account = facts.accountId ?? facts.recipientAccountId;
  const name = facts.arn ?? facts.userName ?? facts.principalId ?? "unattributed";
  return principal({ kind: "unattributed", account, uniqueId: null, arn: null, name });
}

type Identified = {
  readonly arn: Arn;
  readonly name: string;
  readonly uniqueId: string | null;
  readonly facts: CallerFacts;
};

function identified(kind: PrincipalKind, { arn, name, uniqueId, facts }: Identified): Principal {
  return principal({ kind, account: arn.account || facts.accountId, uniqueId, arn: facts.arn, name });
}

function named(kind: PrincipalKind, facts: CallerFacts, name: string | null): Principal {
  if (name === null) return unattributed(facts);
  return principal({ kind, account: facts.accountId ?? facts.recipientAccountId, uniqueId: null, arn: null, name });
}

/** The one place that makes principals: all else in one follows from its key, so equal keys are equal principals. */
function principal(parts: Omit<Principal, "key">): Principal {
  const account = parts.account === null ? null : storableText(parts.account, TEXT_LIMITS.code);
  const uniqueId = parts.uniqueId === null ? null : storableText(parts.uniqueId, TEXT_LIMITS.code);
  const arn = parts.arn === null ? null : storableText(parts.arn, TEXT_LIMITS.arn);
  const name = storableText(parts.name, TEXT_LIMITS.name);
  const key = [parts.kind, account ?? "", uniqueId ?? "", arn ?? "", endsWithName(arn, name) ? "" : name]
    .map(keyPart)
    .join("|");
  return { kind: parts.kind, key, account, arn, uniqueId, name };
}

function endsWithName(arn: string | null, name: string): boolean {
  return arn !== null && lastSegment(arn) === name;
}

function keyPart(text: string): string {
  return text.includes("|") || text.includes("%") ? text.replaceAll("%", "%25").replaceAll("|", "%7C") : text;
}

/** AROA…, AIDA… of `AROA…:session`; null for what only stands in its place. */
function uniqueIdIn(principalId: string | null): string | null {
  const id = beforeColon(principalId);
  if (id === null || id.length < 16 || id.length > 128 || !id.startsWith("A")) return null;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a))) return null;
  }
  return id;
}

function beforeColon(text: string | null): string | null {
  if (text === null) return null;
  const colon = text.indexOf(":");
  return colon < 0 ? text : text.slice(0, colon);
}

function afterColon(text: string | null): string | null {
  if (text === null) return null;
  const colon = text.indexOf(":");
  return colon < 0 ? null : text.slice(colon + 1);
}

function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1);
}

/** A name is unique only within the provider that gave it. */
function joined(provider: string | null, name: string): string {
  return provider === null ? name : `${name} (${provider})`;
}
