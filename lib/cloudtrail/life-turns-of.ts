import { deniedSessions } from "./denied-before";
import { child, type IssuingRecord, keyIn, text } from "./issuing-record";
import type { JsonObject } from "./json-object";
import type { LifeEffect, LifeTurn, LivingThing } from "./life";

type Said = Omit<LifeTurn, "action" | "account">;
type Read = (record: IssuingRecord) => readonly Said[];

const IAM = "iam.amazonaws.com";
const ANYWHERE = "rolesanywhere.amazonaws.com";
const DENIES_ALL = /^arn:[a-z-]+:iam::aws:policy\/AWSDenyAll$/;

/** The calls that say something of a life, by name; each is of one service. */
export const LIFE_CALLS: ReadonlyMap<string, { readonly source: string; readonly read: Read }> = new Map([
  ["CreateAccessKey", iam((record) => accessKey(record, "made"))],
  ["DeleteAccessKey", iam((record) => accessKey(record, "gone"))],
  ["UpdateAccessKey", iam((record) => accessKey(record, statusIn(record.request)))],
  ["CreateServiceSpecificCredential", iam((record) => serviceCredential(record, "made"))],
  ["ResetServiceSpecificCredential", iam((record) => serviceCredential(record, "made"))],
  ["UpdateServiceSpecificCredential", iam((record) => serviceCredential(record, statusIn(record.request)))],
  ["DeleteServiceSpecificCredential", iam((record) => serviceCredential(record, "gone"))],
  ["CreateLoginProfile", iam((record) => ofUser(record, "password", "made"))],
  ["UpdateLoginProfile", iam((record) => ofUser(record, "password", "made"))],
  ["DeleteLoginProfile", iam((record) => ofUser(record, "password", "gone"))],
  ["CreateUser", iam((record) => ofUser(record, "user", "made"))],
  ["DeleteUser", iam((record) => ofUser(record, "user", "gone"))],
  ["CreateRole", iam((record) => ofRole(record, "made"))],
  ["DeleteRole", iam((record) => ofRole(record, "gone"))],
  ["AttachRolePolicy", iam((record) => policy(record, "role", "made"))],
  ["DetachRolePolicy", iam((record) => policy(record, "role", "gone"))],
  ["PutRolePolicy", iam((record) => policy(record, "role", "made"))],
  ["DeleteRolePolicy", iam((record) => policy(record, "role", "gone"))],
  ["AttachUserPolicy", iam((record) => policy(record, "user", "made"))],
  ["DetachUserPolicy", iam((record) => policy(record, "user", "gone"))],
  ["PutUserPolicy", iam((record) => policy(record, "user", "made"))],
  ["DeleteUserPolicy", iam((record) => policy(record, "user", "gone"))],
  ["CreatePolicy", iam((record) => policyVersion(record, child(record.response, "policy").defaultVersionId, true))],
  [
    "CreatePolicyVersion",
    iam((record) => {
      const made = child(record.response, "policyVersion");
      return policyVersion(
        record,
        made.versionId,
        isTrue(record.request.setAsDefault) || isTrue(made.isDefaultVersion),
      );
    }),
  ],
  ["SetDefaultPolicyVersion", iam(({ request }) => versionTurn(request, request.versionId, "on"))],
  ["DeletePolicyVersion", iam(({ request }) => versionTurn(request, request.versionId, "gone"))],
  ["DeletePolicy", iam(({ request }) => ofPolicy(text(request.policyArn), null, "gone"))],
  ["CreateOpenIDConnectProvider", iam((record) => provider(record, "oidc-provider", "made"))],
  ["DeleteOpenIDConnectProvider", iam((record) => provider(record, "oidc-provider", "gone"))],
  ["CreateSAMLProvider", iam((record) => provider(record, "saml-provider", "made"))],
  ["UpdateSAMLProvider", iam((record) => provider(record, "saml-provider", "made"))],
  ["DeleteSAMLProvider", iam((record) => provider(record, "saml-provider", "gone"))],
  ["CreateTrustAnchor", anywhere("trust-anchor", "made")],
  ["DisableTrustAnchor", anywhere("trust-anchor", "off")],
  ["EnableTrustAnchor", anywhere("trust-anchor", "on")],
  ["DeleteTrustAnchor", anywhere("trust-anchor", "gone")],
  ["CreateProfile", anywhere("anywhere-profile", "made")],
  ["DisableProfile", anywhere("anywhere-profile", "off")],
  ["EnableProfile", anywhere("anywhere-profile", "on")],
  ["DeleteProfile", anywhere("anywhere-profile", "gone")],
  ["CreatePodIdentityAssociation", eks("made")],
  ["DeletePodIdentityAssociation", eks("gone")],
]);

/** What a successful call says of the life of keys, passwords, users, roles and of what gives sessions. */
export function lifeTurnsOf(record: IssuingRecord): readonly LifeTurn[] {
  const { name: action, source, recipient, principal } = record;
  const account = recipient ?? principal.account ?? "unknown";
  const call = LIFE_CALLS.get(action);
  return call?.source === source ? call.read(record).map((said) => ({ ...said, action, account })) : [];
}

function iam(read: Read): { readonly source: string; readonly read: Read } {
  return { source: IAM, read };
}

function accessKey(record: IssuingRecord, effect: LifeEffect | null): readonly Said[] {
  const made = child(record.response, "accessKey");
  return turn("access-key", keyIn(record.request.accessKeyId) ?? keyIn(made.accessKeyId), {
    owner: `user/${userIn(record, made)}`,
    effect,
  });
}

function serviceCredential(record: IssuingRecord, effect: LifeEffect | null): readonly Said[] {
  const made = child(record.response, "serviceSpecificCredential");
  const key = keyIn(record.request.serviceSpecificCredentialId) ?? keyIn(made.serviceSpecificCredentialId);
  return turn("service-credential", key, { owner: `user/${userIn(record, made)}`, effect });
}

function ofUser(record: IssuingRecord, thing: "password" | "user", effect: LifeEffect): readonly Said[] {
  const name = userIn(record, child(record.response, thing === "user" ? "user" : "loginProfile"));
  return turn(thing, name, { owner: `user/${name}`, effect });
}

function ofRole({ request, response }: IssuingRecord, effect: LifeEffect): readonly Said[] {
  const name = text(request.roleName) ?? text(child(response, "role").roleName);
  return turn("role", name, { owner: name === null ? null : `role/${name}`, effect });
}

/** A policy that denies all that sessions do ends them; with the policy the deny goes. */
function policy({ request }: IssuingRecord, of: "role" | "user", effect: "made" | "gone"): readonly Said[] {
  const name = text(of === "role" ? request.roleName : request.userName);
  const which = text(request.policyArn) ?? text(request.policyName);
  if (name === null || which === null) return [];
  const owner = `${of}/${name}`;
  const key = `${owner} ${which}`;
  const deniesAll = DENIES_ALL.test(which);
  const turns = turn("policy", key, { owner, effect });
  if (text(request.policyArn) !== null && !deniesAll) return turns;
  const denied = effect === "gone" ? "none" : deniesAll ? DENY_ALL : deniedSessions(request.policyDocument);
  const deny = turn("deny", key, { owner, ...denyIn(denied) });
  // What only denies gives no permissions.
  return typeof denied === "string" || denied.alsoAllows ? [...turns, ...deny] : deny;
}

const DENY_ALL = { beforeMs: null, alsoAllows: false };

/** The same policy, put again without its deny, denies no more; one that cannot be read proves no deny. */
function denyIn(denied: ReturnType<typeof deniedSessions>): Pick<Turned, "effect" | "beforeMs"> {
  return typeof denied === "string" ? { effect: "gone" } : { effect: "made", beforeMs: denied.beforeMs };
}

/**
 * A version of a managed policy: that it was made, whether it counts from then on, and whether it denies sessions; of a document that
 * the record does not hold nothing is said.
 */
function policyVersion({ request, response }: IssuingRecord, version: unknown, isDefault: boolean): readonly Said[] {
  const of = { policyArn: request.policyArn ?? child(response, "policy").arn };
  const made = versionTurn(of, version, "made");
  const denied = deniedSessions(request.policyDocument);
  return made.flatMap(({ key, owner }) => [
    ...made,
    ...(denied === "unreadable" ? [] : turn("policy-deny", key, { owner, ...denyIn(denied) })),
    ...(isDefault ? turn("policy-version", key, { owner, effect: "on" }) : []),
  ]);
}

function versionTurn(request: JsonObject, version: unknown, effect: LifeEffect): readonly Said[] {
  const id = text(version);
  return id === null ? [] : ofPolicy(text(request.policyArn), id, effect);
}

/** Of one version, or of all. */
function ofPolicy(arn: string | null, version: string | null, effect: LifeEffect): readonly Said[] {
  if (arn === null) return [];
  return turn("policy-version", version === null ? arn : `${arn} ${version}`, { owner: `policy/${arn}`, effect });
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function provider(
  { request, response }: IssuingRecord,
  thing: "oidc-provider" | "saml-provider",
  effect: LifeEffect,
): readonly Said[] {
  const field = thing === "oidc-provider" ? "openIDConnectProviderArn" : "sAMLProviderArn";
  return turn(thing, text(request[field]) ?? text(response[field]), { owner: null, effect });
}

/** Trust anchors and profiles by their id, which is the end of their ARN too. */
function anywhere(thing: "trust-anchor" | "anywhere-profile", effect: LifeEffect) {
  const [field, id] = thing === "trust-anchor" ? ["trustAnchor", "trustAnchorId"] : ["profile", "profileId"];
  const read: Read = ({ request, response }) =>
    turn(thing, text(request[id]) ?? text(child(response, field)[id]), { owner: null, effect });
  return { source: ANYWHERE, read };
}

function eks(effect: LifeEffect) {
  const read: Read = ({ request, response }) =>
    turn("pod-identity", text(request.associationId) ?? text(child(response, "association").associationId), {
      owner: null,
      effect,
    });
  return { source: "eks.amazonaws.com", read };
}

type Turned = { readonly owner: string | null; readonly effect: LifeEffect | null; readonly beforeMs?: number | null };

function turn(thing: LivingThing, key: string | null, { owner, effect, beforeMs = null }: Turned): readonly Said[] {
  return key === null || effect === null ? [] : [{ thing, key, owner, effect, beforeMs }];
}

function statusIn(request: JsonObject): LifeEffect | null {
  const status = text(request.status);
  return status === "Inactive" ? "off" : status === "Active" ? "on" : null;
}

/** The user that the record names, else the caller's own. */
function userIn({ request, principal }: IssuingRecord, made: JsonObject): string {
  return text(request.userName) ?? text(made.userName) ?? principal.name;
}
