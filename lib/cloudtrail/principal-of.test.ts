import { describe, expect, it } from "vitest";
import { normaliseRecord } from "./normalise-record";
import type { NormalisedEvent, Principal } from "./normalised-event";

const ACCOUNT = "111122223333";
const ROLE_ID = "AROAEXAMPLEROLE00001";

function eventOf(userIdentity: unknown, more: object = {}): NormalisedEvent {
  const result = normaliseRecord(
    {
      eventTime: "2026-01-02T03:04:05Z",
      eventSource: "s3.amazonaws.com",
      eventName: "ListBuckets",
      awsRegion: "eu-west-1",
      recipientAccountId: ACCOUNT,
      userIdentity,
      ...more,
    },
    Date.UTC(2027, 0, 1),
  );
  if ("reason" in result) throw new Error(result.detail);
  return result;
}

const principal = (userIdentity: unknown, more?: object): Principal => eventOf(userIdentity, more).principal;

function session(
  name: string,
  { path = "/", sessionName = "s", ...context }: { path?: string; sessionName?: string; ec2RoleDelivery?: string } = {},
) {
  return {
    type: "AssumedRole",
    principalId: `${ROLE_ID}:${sessionName}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${sessionName}`,
    accountId: ACCOUNT,
    accessKeyId: "ASIAEXAMPLE",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: ROLE_ID,
        arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
        accountId: ACCOUNT,
        userName: name,
      },
      attributes: { creationDate: "2026-01-02T03:00:00Z", mfaAuthenticated: "false" },
      ...context,
    },
  };
}

describe("principal of a role session", () => {
  it("is the role with its path, whatever the session", () => {
    const [one, two] = ["a", "b"].map((sessionName) => principal(session("worker", { path: "/app/", sessionName })));
    expect(one).toEqual({
      kind: "role",
      key: `role|${ACCOUNT}|${ROLE_ID}|arn:aws:iam::${ACCOUNT}:role/app/worker|`,
      account: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:role/app/worker`,
      uniqueId: ROLE_ID,
      name: "worker",
    });
    expect(two).toEqual(one);
  });

  it.each([
    ["service-linked-role", "AWSServiceRoleForRDS", { path: "/aws-service-role/rds.amazonaws.com/" }],
    ["service-role", "my-lambda-role", { path: "/service-role/" }],
    ["sso-role", "AWSReservedSSO_Admin_0123456789abcdef", { path: "/aws-reserved/sso.amazonaws.com/eu-west-1/" }],
    ["instance-role", "web", { sessionName: "i-0123456789abcdef0", ec2RoleDelivery: "2.0" }],
    ["role", "looks-like-an-instance", { sessionName: "i-0123456789abcdef0" }],
  ] as const)("is a %s", (kind, name, options) => {
    expect(principal(session(name, options))).toMatchObject({ kind, name, uniqueId: ROLE_ID });
  });

  it("comes from the session's ARN where the issuer is missing, in its own partition", () => {
    const identity = {
      type: "AssumedRole",
      principalId: `${ROLE_ID}:s`,
      arn: `arn:aws-cn:sts::${ACCOUNT}:assumed-role/worker/s`,
    };
    expect(principal(identity)).toMatchObject({
      kind: "role",
      arn: `arn:aws-cn:iam::${ACCOUNT}:role/worker`,
      account: ACCOUNT,
      uniqueId: ROLE_ID,
    });
  });

  it("comes from what is left where there is no ARN at all", () => {
    const identity = {
      type: "AssumedRole",
      accountId: "11111",
      sessionContext: { sessionIssuer: { type: "Role", accountId: "2222", userName: "worker" } },
    };
    expect(principal(identity)).toMatchObject({ kind: "role", account: "2222", arn: null, name: "worker" });
  });

  it("takes no unique id from what only stands in its place", () => {
    for (const principalId of ["AROA****************:s", "1111:s", "...", ""]) {
      const identity = { type: "AssumedRole", principalId, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/s` };
      expect(principal(identity).uniqueId).toBeNull();
    }
  });

  it("gives different keys to different unique ids, accounts and paths", () => {
    const keys = [
      principal(session("worker")),
      principal(session("worker", { path: "/app/" })),
      principal({ ...session("worker"), sessionContext: {}, principalId: "AROAEXAMPLEROLE00002:s" }),
      principal({ ...session("worker"), sessionContext: {}, arn: "arn:aws:sts::999999999999:assumed-role/worker/s" }),
      principal({
        ...session("worker"),
        sessionContext: {},
        arn: `arn:aws-us-gov:sts::${ACCOUNT}:assumed-role/worker/s`,
      }),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("stays the caller where a service calls for it", () => {
    const event = eventOf({ ...session("worker"), invokedBy: "athena.amazonaws.com" });
    expect(event.principal).toMatchObject({ kind: "role", name: "worker" });
    expect(event.invokedBy).toBe("athena.amazonaws.com");
  });

  it("is the same object from its second use on, for ever new keys", () => {
    const seen = Array.from({ length: 5 }, (_, n) =>
      principal({ ...session("remembered", { sessionName: `n${n}` }), accessKeyId: `ASIANEW${n}` }),
    );
    expect(new Set(seen.slice(2)).size).toBe(1);
  });
});

describe("principal of every other shape", () => {
  it.each([
    [
      "an IAM user, with its path",
      {
        type: "IAMUser",
        principalId: "AIDAEXAMPLEUSER00001",
        arn: `arn:aws:iam::${ACCOUNT}:user/ops/alice`,
        accountId: ACCOUNT,
        userName: "alice",
      },
      { kind: "user", name: "alice", arn: `arn:aws:iam::${ACCOUNT}:user/ops/alice`, uniqueId: "AIDAEXAMPLEUSER00001" },
    ],
    [
      "an IAM user without ARN",
      { type: "IAMUser", userName: "alice" },
      { kind: "user", name: "alice", account: ACCOUNT, arn: null },
    ],
    [
      "a type that contradicts the ARN, which counts",
      { type: "AssumedRole", arn: `arn:aws:iam::${ACCOUNT}:user/alice`, accessKeyId: "AKIAEXAMPLE" },
      { kind: "user", name: "alice" },
    ],
    [
      "type Unknown with an ARN",
      { type: "Unknown", arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/s` },
      { kind: "role", name: "worker" },
    ],
    [
      "root",
      { type: "Root", principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT },
      { kind: "root", account: ACCOUNT },
    ],
    ["root by type only", { type: "Root", userName: "root" }, { kind: "root", account: ACCOUNT }],
    [
      "a federated user",
      { type: "FederatedUser", principalId: `${ACCOUNT}:bob`, arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob` },
      { kind: "federated-user", name: "bob" },
    ],
    [
      "a service, in the recipient's account",
      { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
      { kind: "aws-service", name: "ec2.amazonaws.com", account: ACCOUNT },
    ],
    [
      "no type, only accountId and invokedBy",
      { accountId: "999999999999", invokedBy: "rds.amazonaws.com" },
      { kind: "aws-service", name: "rds.amazonaws.com", account: "999999999999" },
    ],
    [
      "a foreign account",
      { type: "AWSAccount", principalId: "AROAEXAMPLEROLE00009:s", accountId: "999999999999" },
      { kind: "foreign-account", account: "999999999999", uniqueId: "AROAEXAMPLEROLE00009" },
    ],
    [
      "nobody",
      { type: "AWSAccount", principalId: "", accountId: "anonymous" },
      { kind: "anonymous", account: ACCOUNT },
    ],
    [
      "nobody, as S3 says it",
      { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" },
      { kind: "anonymous", account: ACCOUNT },
    ],
    [
      "a SAML user",
      { type: "SAMLUser", principalId: "x=:Okta", userName: "alice@example.com", identityProvider: "x=" },
      { kind: "saml-user", name: "alice@example.com (x=)" },
    ],
    [
      "a Kubernetes service account",
      {
        type: "WebIdentityUser",
        principalId: "p",
        userName: "system:serviceaccount:ns:sa",
        identityProvider: "oidc.eks",
      },
      { kind: "web-identity", name: "system:serviceaccount:ns:sa (oidc.eks)" },
    ],
    [
      "a user of Identity Center",
      {
        type: "IdentityCenterUser",
        accountId: ACCOUNT,
        onBehalfOf: { userId: "u-1", identityStoreArn: "arn:aws:identitystore::444455556666:identitystore/d-1" },
        credentialId: "c-1",
      },
      { kind: "identity-center-user", account: "444455556666", name: "u-1 (d-1)" },
    ],
    [
      "a directory user",
      { type: "Directory", userName: "carol", accountId: ACCOUNT },
      { kind: "directory", name: "carol" },
    ],
    [
      "a role itself",
      { type: "Role", principalId: ROLE_ID, arn: `arn:aws:iam::${ACCOUNT}:role/app/worker` },
      { kind: "role", name: "worker", uniqueId: ROLE_ID },
    ],
    [
      "a workload identity",
      {
        arn: `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:workload-identity-directory/default/workload-identity/agent`,
      },
      { kind: "workload-identity", name: "agent" },
    ],
    ["an ARN where the object should be", `arn:aws:iam::${ACCOUNT}:user/alice`, { kind: "user", name: "alice" }],
    [
      "the JSON text of the object",
      JSON.stringify({ type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/alice` }),
      { kind: "user", name: "alice" },
    ],
    [
      "keys in lower case",
      {
        type: "AssumedRole",
        principalid: `${ROLE_ID}:s`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/s`,
        sessioncontext: { sessionissuer: { arn: `arn:aws:iam::${ACCOUNT}:role/p/worker` } },
      },
      { kind: "role", arn: `arn:aws:iam::${ACCOUNT}:role/p/worker`, uniqueId: ROLE_ID },
    ],
    [
      "a hidden name after a failed sign-in",
      { type: "IAMUser", userName: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      { kind: "unattributed" },
    ],
    [
      "placeholders",
      { type: "...", arn: "...", principalId: "...", userName: "..." },
      { kind: "unattributed", account: ACCOUNT },
    ],
    ["nothing", undefined, { kind: "unattributed", account: ACCOUNT }],
    ["null", null, { kind: "unattributed" }],
    ["a number", 7, { kind: "unattributed" }],
    ["a list", [1], { kind: "unattributed" }],
  ])("%s", (_case, userIdentity, expected) => {
    expect(principal(userIdentity)).toMatchObject(expected);
  });

  it("is whom the claims of a gateway's token name, where AWS names nobody", () => {
    const anonymous = { type: "AWSAccount", principalId: "", accountId: "anonymous" };
    const withClaims = (claims: object) => principal(anonymous, { additionalEventData: { jwt: { claims } } });
    expect(withClaims({ iss: "https://idp.example.com", sub: "user-1", client_id: "app" })).toMatchObject({
      kind: "web-identity",
      name: "user-1 (https://idp.example.com)",
    });
    expect(withClaims({ iss: "https://idp.example.com", sub: "app", client_id: "app" })).toMatchObject({
      kind: "workload-identity",
    });
    expect(withClaims({ iss: "https://idp.example.com", client_id: "app" })).toMatchObject({
      kind: "workload-identity",
    });
    expect(withClaims({ iss: "https://idp.example.com" })).toMatchObject({ kind: "anonymous" });
  });

  it("cannot be made to look like another by separators in a name", () => {
    const one = principal({ type: "IAMUser", accountId: "1|2", userName: "x" });
    const two = principal({ type: "IAMUser", accountId: "1", userName: "2|x" });
    expect(one.key).not.toBe(two.key);
  });
});
