import { agentRolesOf } from "./agent-roles-of";
import type { Traces } from "./issuance";
import { type IssuingRecord, issuancesOf } from "./issuances-of";
import { runMarksOf } from "./run-marks-of";

/** The names of calls of which a record says something beyond itself: a look at the name is all that any other record costs. */
const TELLING = new Map<string, (record: IssuingRecord) => Partial<Traces>>([
  ...[
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "AssumeRoot",
    "GetSessionToken",
    "GetFederationToken",
    "GetDelegatedAccessToken",
    "GetWebIdentityToken",
    "CreateSession",
    "GetRoleCredentials",
    "Federate",
    "AssumeRoleForPodIdentity",
    "GetCredentialsForIdentity",
    "GetWorkloadAccessToken",
    "GetWorkloadAccessTokenForJWT",
    "GetWorkloadAccessTokenForUserId",
    "CreateOAuth2Token",
    "GetSigninToken",
    "ConsoleLogin",
    "CreateAccessKey",
    "CreateServiceSpecificCredential",
    "ResetServiceSpecificCredential",
    "CreateLoginProfile",
    "UpdateLoginProfile",
  ].map((name) => [name, (record: IssuingRecord) => ({ issuances: issuancesOf(record) })] as const),
  ...[
    "CreateAgent",
    "UpdateAgent",
    "CreateAgentRuntime",
    "UpdateAgentRuntime",
    "CreateGateway",
    "UpdateGateway",
    "CreateFlow",
    "UpdateFlow",
    "CreateKnowledgeBase",
    "UpdateKnowledgeBase",
  ].map((name) => [name, (record: IssuingRecord) => ({ roles: agentRolesOf(record) })] as const),
  ...[
    "InvokeAgent",
    "InvokeInlineAgent",
    "InvokeAgentRuntime",
    "InvokeGateway",
    "InvokeMcp",
    "InvokeFlow",
    "CallTool",
  ].map((name) => [name, (record: IssuingRecord) => ({ runs: runMarksOf(record) })] as const),
]);

/** What a record says of credentials, agents' roles and runs; null for nearly all records. A failed call gives nothing. */
export function tracesOf(name: string, describe: () => IssuingRecord): Traces | null {
  const read = TELLING.get(name);
  if (read === undefined) return null;
  const { issuances = [], roles = [], runs = [] } = read(describe());
  return issuances.length + roles.length + runs.length === 0 ? null : { issuances, roles, runs };
}
