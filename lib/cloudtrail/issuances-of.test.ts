import { describe, expect, it } from "vitest";
import type { Traces } from "./issuance";
import { normaliseRecord } from "./normalise-record";

const A = "111122223333";
const ROLE = `arn:aws:iam::${A}:role/app/worker`;
const KEY = "ASIAISSUEDEXAMPLE1";
const USER = {
  type: "IAMUser",
  principalId: "AIDAEXAMPLE123456789",
  arn: `arn:aws:iam::${A}:user/ada`,
  accountId: A,
  accessKeyId: "AKIACALLEREXAMPLE1",
  userName: "ada",
};
const SERVICE = { type: "AWSService", invokedBy: "ec2.amazonaws.com" };
const CREDENTIALS = { accessKeyId: KEY, sessionToken: "t", expiration: "Jul 10, 2023, 12:09:47 PM" };
const STS_PROVIDER = `arn:aws:iam::${A}:oidc-provider/0a1b2c.tokens.sts.global.api.aws`;
const EVIL_PROVIDER = `arn:aws:iam::${A}:oidc-provider/evil.example`;
const EXPIRES = Date.UTC(2023, 6, 10, 12, 9, 47);
const AS_WORKER = { assumedRoleId: "AROAEXAMPLE123456789:run-1", arn: `arn:aws:sts::${A}:assumed-role/worker/run-1` };

type Call = { source: string; name: string; by?: object; request?: unknown; response?: unknown; more?: object };

function tracesOf({ source, name, by = USER, request = null, response = null, more = {} }: Call): Traces | null {
  const event = normaliseRecord(
    {
      eventTime: "2023-07-10T11:09:47Z",
      eventSource: source,
      eventName: name,
      recipientAccountId: A,
      userIdentity: by,
      requestParameters: request,
      responseElements: response,
      ...more,
    },
    Number.MAX_SAFE_INTEGER,
  );
  if ("reason" in event) throw new Error(event.detail);
  return event.traces;
}
const sts = (call: Omit<Call, "source">): Traces | null => tracesOf({ source: "sts.amazonaws.com", ...call });
const iam = (call: Omit<Call, "source">): Traces | null => tracesOf({ source: "iam.amazonaws.com", ...call });

describe("what a record says was issued", () => {
  it.each<[string, Traces | null, object]>([
    [
      "AssumeRole, with the end in UTC from English text",
      sts({
        name: "AssumeRole",
        request: {
          roleArn: ROLE,
          roleSessionName: "run-1",
          sourceIdentity: "ada",
          tags: [{ key: "team", value: "x" }],
        },
        response: { credentials: CREDENTIALS, assumedRoleUser: AS_WORKER },
      }),
      {
        mechanism: "assume-role",
        key: KEY,
        issuerKey: "AKIACALLEREXAMPLE1",
        account: A,
        name: "worker",
        uniqueId: "AROAEXAMPLE123456789",
        sessionName: "run-1",
        expiresAtMs: EXPIRES,
        sourceIdentity: "ada",
        tags: ["team=x"],
      },
    ],
    [
      "a role taken by a service, without assumedRoleUser",
      sts({
        name: "AssumeRole",
        by: SERVICE,
        request: { roleArn: ROLE, roleSessionName: "i-0123456789abcdef0" },
        response: { credentials: CREDENTIALS },
      }),
      {
        mechanism: "service-assume-role",
        key: KEY,
        issuerKey: null,
        name: "worker",
        uniqueId: null,
        sessionName: "i-0123456789abcdef0",
        scope: "i-0123456789abcdef0",
      },
    ],
    [
      "a web identity, whose token came from another account",
      sts({
        name: "AssumeRoleWithWebIdentity",
        by: { type: "WebIdentityUser", userName: "repo:o/r", identityProvider: "p" },
        request: { roleArn: ROLE, roleSessionName: "ci", webIdentityTokenId: "tok-1" },
        response: { credentials: CREDENTIALS, subjectFromWebIdentityToken: "repo:o/r", provider: STS_PROVIDER },
      }),
      { mechanism: "assume-role-with-web-identity", issuerKey: "tok-1", subject: "repo:o/r", scope: STS_PROVIDER },
    ],
    [
      "SAML, by the provider that IAM knows, with the tags of the assertion and of the session before",
      sts({
        name: "AssumeRoleWithSAML",
        by: { type: "SAMLUser", principalId: "q:ann", userName: "ann", identityProvider: "q" },
        request: {
          roleArn: ROLE,
          roleSessionName: "ann",
          principalArn: `arn:aws:iam::${A}:saml-provider/Corp`,
          principalTags: { team: "blue" },
          incomingTransitiveTags: { cost: "7" },
        },
        response: { credentials: CREDENTIALS, issuer: "https://idp.example/saml", subject: "ann" },
      }),
      {
        mechanism: "assume-role-with-saml",
        scope: `arn:aws:iam::${A}:saml-provider/Corp`,
        subject: "ann",
        tags: ["team=blue", "cost=7"],
      },
    ],
    [
      "a permission set, with the name of who took it where the record gives no id",
      tracesOf({
        source: "sso.amazonaws.com",
        name: "GetRoleCredentials",
        by: { type: "Unknown", principalId: A, accountId: A, userName: "cid@example.com" },
        more: { serviceEventDetails: { role_name: "Admins", account_id: "444455556666" } },
      }),
      { mechanism: "identity-center", name: "AWSReservedSSO_Admins_", subject: "cid@example.com" },
    ],
    [
      "a web identity of a provider that chooses the ids of its tokens itself",
      sts({
        name: "AssumeRoleWithWebIdentity",
        by: { type: "WebIdentityUser", userName: "repo:o/r", identityProvider: "p" },
        request: { roleArn: ROLE, roleSessionName: "ci", webIdentityTokenId: "tok-1" },
        response: { credentials: CREDENTIALS, provider: `${EVIL_PROVIDER}/x.tokens.sts.global.api.aws` },
      }),
      { mechanism: "assume-role-with-web-identity", issuerKey: null },
    ],
    [
      "a token for another account's provider",
      sts({ name: "GetWebIdentityToken", response: { webIdentityTokenId: "tok-1" } }),
      { mechanism: "web-identity-token", key: "tok-1", issuerKey: "AKIACALLEREXAMPLE1" },
    ],
    [
      "a session of a user",
      sts({ name: "GetSessionToken", response: { credentials: CREDENTIALS } }),
      { mechanism: "get-session-token", key: KEY, name: "ada", uniqueId: "AIDAEXAMPLE123456789" },
    ],
    [
      "a federated user",
      sts({
        name: "GetFederationToken",
        request: { name: "bob" },
        response: { credentials: CREDENTIALS, federatedUser: { arn: `arn:aws:sts::${A}:federated-user/bob` } },
      }),
      { mechanism: "get-federation-token", account: A, name: "bob", sessionName: "bob" },
    ],
    [
      "root of a member account",
      sts({ name: "AssumeRoot", request: { targetPrincipal: "444455556666" }, response: { credentials: CREDENTIALS } }),
      { mechanism: "assume-root", account: "444455556666", name: "root" },
    ],
    [
      "a certificate",
      tracesOf({
        source: "rolesanywhere.amazonaws.com",
        name: "CreateSession",
        by: { type: "Unknown", principalId: "6f2d", accountId: A },
        request: { roleArn: ROLE, trustAnchorArn: "anchor" },
        response: { credentialSet: [{ assumedRoleUser: AS_WORKER, credentials: CREDENTIALS, sourceIdentity: "CN=x" }] },
      }),
      { mechanism: "roles-anywhere", key: KEY, sourceIdentity: "CN=x", scope: "anchor" },
    ],
    [
      "a permission set, whose role the portal does not name whole",
      tracesOf({
        source: "sso.amazonaws.com",
        name: "GetRoleCredentials",
        by: { type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" }, credentialId: "c-1" },
        request: { roleName: "Admin", accountId: A },
      }),
      { mechanism: "identity-center", issuerKey: "c-1", name: "AWSReservedSSO_Admin_", account: A, subject: "u-1" },
    ],
    [
      "an identity pool",
      tracesOf({
        source: "cognito-identity.amazonaws.com",
        name: "GetCredentialsForIdentity",
        by: { type: "Unknown" },
        response: { identityId: "eu-west-1:1", credentials: { accessKeyId: KEY, expiration: 1688990987 } },
      }),
      { mechanism: "cognito", key: KEY, subject: "eu-west-1:1", expiresAtMs: EXPIRES },
    ],
    [
      "a long-term key for another user",
      iam({
        name: "CreateAccessKey",
        request: { userName: "backup" },
        response: { accessKey: { accessKeyId: "AKIANEWEXAMPLE12345", userName: "backup" } },
      }),
      { mechanism: "create-access-key", key: "AKIANEWEXAMPLE12345", name: "backup", issuerKey: "AKIACALLEREXAMPLE1" },
    ],
    [
      "a key for a service",
      iam({
        name: "CreateServiceSpecificCredential",
        response: { serviceSpecificCredential: { serviceSpecificCredentialId: "ACCAX", userName: "bedrock-key" } },
      }),
      { mechanism: "create-service-specific-credential", key: "ACCAX", name: "bedrock-key" },
    ],
    ["a password", iam({ name: "CreateLoginProfile", request: { userName: "eve" } }), { name: "eve", key: null }],
    [
      "a sign-in by password",
      tracesOf({
        source: "signin.amazonaws.com",
        name: "ConsoleLogin",
        by: { ...USER, accessKeyId: "" },
        response: { ConsoleLogin: "Success" },
      }),
      { mechanism: "console-sign-in", issuerKey: null, key: null, name: "ada" },
    ],
  ])("%s", (_case, traces, expected) => {
    expect(traces?.issuances).toMatchObject([expected]);
  });

  it.each<[string, Traces | null]>([
    [
      "a refusal",
      sts({ name: "AssumeRole", more: { errorCode: "AccessDenied" }, response: { credentials: CREDENTIALS } }),
    ],
    ["a request of which nothing is told", sts({ name: "AssumeRole" })],
    [
      "another service's call of the same name",
      tracesOf({ source: "x.amazonaws.com", name: "AssumeRole", response: { credentials: CREDENTIALS } }),
    ],
    [
      "a failed sign-in",
      tracesOf({ source: "signin.amazonaws.com", name: "ConsoleLogin", response: { ConsoleLogin: "Failure" } }),
    ],
    ["lists and texts in place of objects", sts({ name: "AssumeRole", request: ["x"], response: "y" })],
  ])("nothing by %s", (_case, traces) => {
    expect(traces).toBeNull();
  });

  it("takes no time that a column cannot hold, and cuts what is too long", () => {
    const session = "s".repeat(5_000);
    const traces = sts({
      name: "AssumeRole",
      request: { roleArn: ROLE, roleSessionName: session },
      response: { credentials: { accessKeyId: KEY, expiration: 9e24 } },
    });
    expect(traces?.issuances[0]?.expiresAtMs).toBeNull();
    expect(traces?.issuances[0]?.sessionName?.length).toBeLessThan(600);
  });
});

describe("what a record says of agents and runs", () => {
  it("tells which role an agent was given", () => {
    const traces = tracesOf({
      source: "bedrock.amazonaws.com",
      name: "CreateAgent",
      request: { agentName: "helper", agentResourceRoleArn: ROLE },
      response: { agent: { agentId: "AGENT1" } },
    });
    expect(traces?.roles).toEqual([{ account: A, name: "worker", agent: "Bedrock agent helper AGENT1" }]);
  });

  it("tells the session of an agent, and the requests that a gateway's call caused", () => {
    const invoked = tracesOf({
      source: "bedrock.amazonaws.com",
      name: "InvokeAgent",
      request: { agentId: "AGENT1", sessionId: "s-1" },
    });
    expect(invoked?.runs).toEqual([{ kind: "agent-session", value: `${A}/AGENT1/s-1` }]);
    const passed = tracesOf({
      source: "bedrock-agentcore.amazonaws.com",
      name: "InvokeGateway",
      more: { additionalEventData: { downstreamRequestIds: ["r-1", null, "r-2"] } },
    });
    expect(passed?.runs.map(({ value }) => value)).toEqual(["r-1", "r-2"]);
  });
});
