import { booleanIn, type JsonObject, objectIn, textIn } from "./json-object";
import { keyIdIn } from "./key-id";
import { IDENTITY_KEYS, ISSUER_KEYS, SESSION_ATTRIBUTE_KEYS, SESSION_KEYS } from "./record-keys";
import type { BesideIdentity } from "./repeated-callers";
import { isPlaceholder } from "./storable-text";
import { userAgentIn } from "./user-agent";

/** All that a record says of its caller and that principal or credential depend on. Placeholders count as absent. */
export type CallerFacts = {
  readonly type: string | null;
  readonly principalId: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly accessKeyId: string | null;
  readonly userName: string | null;
  readonly invokedBy: string | null;
  readonly identityProvider: string | null;
  readonly credentialId: string | null;
  readonly behalfOfUserId: string | null;
  readonly behalfOfStoreArn: string | null;
  readonly issuerArn: string | null;
  readonly issuerPrincipalId: string | null;
  readonly issuerAccountId: string | null;
  readonly issuerUserName: string | null;
  readonly creationDate: string | null;
  readonly ec2RoleDelivery: string | null;
  readonly assumedRoot: string | null;
  readonly recipientAccountId: string | null;
  /** Of a verified JSON web token, where AWS itself names nobody. */
  readonly claimIssuer: string | null;
  readonly claimSubject: string | null;
  readonly claimClient: string | null;
  readonly withBearerToken: boolean;
  readonly sourceIdentity: string | null;
  /** What the credential was issued to: a function, a task, an instance. */
  readonly scope: string | null;
  readonly signInSession: string | null;
  /** The provider of a web identity behind a role session. */
  readonly provider: string | null;
  readonly fromConsole: boolean;
  /** The agent in whose hand the credential is, where the call says so. */
  readonly agent: string | null;
};

const NOTHING: JsonObject = {};

/** What callers depend on beside `userIdentity`. */
export function besideIdentity(record: JsonObject): BesideIdentity {
  return {
    recipientAccountId: record.recipientAccountId,
    fromConsole:
      record.sessionCredentialFromConsole !== undefined && booleanIn(record.sessionCredentialFromConsole) === true,
    withBearerToken: isBearerCall(record),
    mcpClient: userAgentIn(record.userAgent).mcpClient,
  };
}

/** Reads the caller out of a record, whatever stands where `userIdentity` should. */
export function callerFactsOf(record: JsonObject, beside: BesideIdentity = besideIdentity(record)): CallerFacts {
  const identity = identityIn(record.userIdentity);
  const context = contextIn(identity.sessionContext);
  const issuer = issuerIn(context.sessionIssuer);
  const attributes = attributesIn(context.attributes);
  const behalfOf = nested(identity.onBehalfOf);
  const type = said(identity.type);
  const principalId = said(identity.principalId);
  const invokedBy = said(identity.invokedBy);
  const claims = type === "AssumedRole" || type === "IAMUser" ? NOTHING : claimsOf(record.additionalEventData);
  return {
    type,
    principalId,
    arn: said(identity.arn),
    accountId: said(identity.accountId),
    accessKeyId: keyIdIn(said(identity.accessKeyId)),
    userName: said(identity.userName),
    invokedBy,
    identityProvider: said(identity.identityProvider),
    credentialId: said(identity.credentialId),
    behalfOfUserId: said(behalfOf.userId),
    behalfOfStoreArn: said(behalfOf.identityStoreArn),
    issuerArn: said(issuer.arn),
    issuerPrincipalId: said(issuer.principalId),
    issuerAccountId: said(issuer.accountId),
    issuerUserName: said(issuer.userName),
    creationDate: said(attributes.creationDate),
    ec2RoleDelivery: said(context.ec2RoleDelivery),
    assumedRoot: said(context.assumedRoot),
    recipientAccountId: said(record.recipientAccountId),
    claimIssuer: said(claims.iss),
    claimSubject: said(claims.sub),
    claimClient: said(claims.client_id) ?? said(claims.azp) ?? said(claims.cid),
    withBearerToken: beside.withBearerToken,
    sourceIdentity: said(context.sourceIdentity),
    scope: identity.inScopeOf === undefined ? null : scopeIn(identity.inScopeOf),
    signInSession: said(context.signInSessionArn),
    provider:
      context.webIdFederationData === undefined ? null : said(nested(context.webIdFederationData).federatedProvider),
    fromConsole: beside.fromConsole,
    agent: invokedBy === null ? beside.mcpClient : mcpServiceIn(invokedBy),
  };
}

/** Two records with the same facts have the same principal and the same credential. */
export function sameFacts(a: CallerFacts, b: CallerFacts): boolean {
  return (
    a.accessKeyId === b.accessKeyId &&
    a.creationDate === b.creationDate &&
    a.principalId === b.principalId &&
    a.arn === b.arn &&
    a.issuerArn === b.issuerArn &&
    a.issuerPrincipalId === b.issuerPrincipalId &&
    a.accountId === b.accountId &&
    a.recipientAccountId === b.recipientAccountId &&
    a.type === b.type &&
    a.invokedBy === b.invokedBy &&
    a.userName === b.userName &&
    a.issuerUserName === b.issuerUserName &&
    a.issuerAccountId === b.issuerAccountId &&
    a.ec2RoleDelivery === b.ec2RoleDelivery &&
    a.withBearerToken === b.withBearerToken &&
    a.identityProvider === b.identityProvider &&
    a.credentialId === b.credentialId &&
    a.behalfOfUserId === b.behalfOfUserId &&
    a.behalfOfStoreArn === b.behalfOfStoreArn &&
    a.assumedRoot === b.assumedRoot &&
    a.agent === b.agent &&
    a.scope === b.scope &&
    a.sourceIdentity === b.sourceIdentity &&
    a.signInSession === b.signInSession &&
    a.provider === b.provider &&
    a.fromConsole === b.fromConsole &&
    a.claimIssuer === b.claimIssuer &&
    a.claimSubject === b.claimSubject &&
    a.claimClient === b.claimClient
  );
}

// Spellings are looked at only where an expected key is absent: this runs for every record.

function identityIn(value: unknown): JsonObject {
  const identity = objectIn(value);
  if (identity === null) return typeof value === "string" && value.startsWith("arn:") ? { arn: value } : NOTHING;
  const { type, principalId, arn, accountId, accessKeyId } = identity;
  const isWhole = type !== undefined && principalId !== undefined && arn !== undefined && accountId !== undefined;
  return isWhole && accessKeyId !== undefined ? identity : IDENTITY_KEYS.canonical(identity);
}

function contextIn(value: unknown): JsonObject {
  const context = nested(value);
  return context.attributes === undefined || context.sessionIssuer === undefined
    ? SESSION_KEYS.canonical(context)
    : context;
}

function issuerIn(value: unknown): JsonObject {
  const issuer = nested(value);
  return issuer.arn === undefined || issuer.principalId === undefined ? ISSUER_KEYS.canonical(issuer) : issuer;
}

function attributesIn(value: unknown): JsonObject {
  const attributes = nested(value);
  return attributes.creationDate === undefined ? SESSION_ATTRIBUTE_KEYS.canonical(attributes) : attributes;
}

function nested(value: unknown): JsonObject {
  return value === undefined || value === null ? NOTHING : (objectIn(value) ?? NOTHING);
}

function said(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = textIn(value);
  return text === null || isPlaceholder(text) ? null : text;
}

function claimsOf(additionalEventData: unknown): JsonObject {
  return nested(nested(nested(additionalEventData).jwt).claims);
}

/** Only Bedrock takes API keys as bearer tokens; it says so in one of two places. */
function isBearerCall(record: JsonObject): boolean {
  if (typeof record.eventSource !== "string" || !record.eventSource.startsWith("bedrock")) return false;
  const request = nested(record.requestParameters).callWithBearerToken;
  return booleanIn(request) === true || booleanIn(nested(record.additionalEventData).callWithBearerToken) === true;
}

function scopeIn(value: unknown): string | null {
  const scope = nested(value);
  return said(scope.credentialsIssuedTo) ?? said(scope.sourceArn);
}

const MCP_SERVICE = /^[a-z0-9.-]*mcp[a-z0-9.-]*\.amazonaws\.com$/;

/** The MCP service that called for the caller: `aws-mcp.amazonaws.com`. */
function mcpServiceIn(invokedBy: string): string | null {
  return invokedBy.includes("mcp") && MCP_SERVICE.test(invokedBy) ? invokedBy : null;
}
