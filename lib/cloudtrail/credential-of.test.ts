import { describe, expect, it } from "vitest";
import type { CallerFacts } from "./caller-facts";
import { callerFactsOf } from "./caller-facts";
import { credentialOf } from "./credential-of";
import { NO_MARKS } from "./normalised-event";

const facts = (userIdentity: object, more: object = {}): CallerFacts => callerFactsOf({ userIdentity, ...more });
const CREATED = "2026-01-02T03:00:00Z";
const CREATED_MS = Date.UTC(2026, 0, 2, 3);
const created = { sessionContext: { attributes: { creationDate: CREATED } } };

describe("credentialOf", () => {
  it.each([
    [
      "a long-term key, which outlives the session that mentions it",
      facts({ accessKeyId: "AKIAEXAMPLE", principalId: "AIDAX", ...created }),
      { kind: "long-term", key: "AKIAEXAMPLE", createdAtMs: null, sessionName: null },
    ],
    [
      "a temporary key",
      facts({ accessKeyId: "ASIAEXAMPLE", principalId: "AROAX:session", ...created }),
      { kind: "temporary", key: "ASIAEXAMPLE", createdAtMs: CREATED_MS, sessionName: "session" },
    ],
    [
      "a session name from the ARN",
      facts({ accessKeyId: "ASIAEXAMPLE", arn: "arn:aws:sts::1:assumed-role/r/from-arn" }),
      { kind: "temporary", key: "ASIAEXAMPLE", createdAtMs: null, sessionName: "from-arn" },
    ],
    [
      "no key: principal and creation date",
      facts({ accessKeyId: "", principalId: "AROAX:session", ...created }),
      { kind: "keyless", key: `AROAX:session@${CREATED}`, createdAtMs: CREATED_MS, sessionName: "session" },
    ],
    [
      "no key and no principal id: the ARN and creation date",
      facts({ arn: "arn:aws:sts::1:assumed-role/r/s", ...created }),
      { kind: "keyless", key: `arn:aws:sts::1:assumed-role/r/s@${CREATED}`, createdAtMs: CREATED_MS, sessionName: "s" },
    ],
    [
      "a misspelt key",
      facts({ accesKeyId: "AKIAEXAMPLE" }),
      { kind: "long-term", key: "AKIAEXAMPLE", createdAtMs: null, sessionName: null },
    ],
    [
      "a bearer token with an id of its own",
      facts({ credentialId: "cred-1", principalId: "p" }),
      { kind: "bearer", key: "cred-1", createdAtMs: null, sessionName: null },
    ],
    [
      "a Bedrock API key, in the parameters",
      facts(
        { accessKeyId: "ASIAEXAMPLE" },
        { eventSource: "bedrock-mantle.amazonaws.com", requestParameters: { callWithBearerToken: true } },
      ),
      { kind: "bearer", key: "ASIAEXAMPLE#bearer", createdAtMs: null, sessionName: null },
    ],
    [
      "a Bedrock API key, in the additional data, as text",
      facts(
        { accessKeyId: "ASIAEXAMPLE" },
        { eventSource: "bedrock.amazonaws.com", additionalEventData: { callWithBearerToken: "true" } },
      ),
      { kind: "bearer", key: "ASIAEXAMPLE#bearer", createdAtMs: null, sessionName: null },
    ],
    ["a service", facts({ type: "AWSService", invokedBy: "ec2.amazonaws.com" }), null],
    ["a sign-in without session", facts({ type: "IAMUser", principalId: "AIDAX", accessKeyId: "" }), null],
    ["placeholders", facts({ accessKeyId: "...", principalId: "..." }), null],
  ])("%s", (_case, input, expected) => {
    expect(credentialOf(input)).toEqual(expected && { ...expected, marks: NO_MARKS });
  });

  it("keeps what the record says of the session and of the hand that uses it", () => {
    const sessionContext = {
      sourceIdentity: "ada",
      ec2RoleDelivery: "2.0",
      signInSessionArn: "arn:aws:signin:us-east-1:1:session/s",
      webIdFederationData: { federatedProvider: "arn:aws:iam::1:oidc-provider/p", attributes: {} },
      attributes: { creationDate: CREATED },
    };
    const inScopeOf = { issuerType: "AWS::Lambda::Function", credentialsIssuedTo: "arn:aws:lambda:r:1:function:f" };
    const told = { accessKeyId: "ASIAEXAMPLE", sessionContext, inScopeOf, invokedBy: "aws-mcp.amazonaws.com" };
    expect(credentialOf(facts(told, { sessionCredentialFromConsole: "true" }))?.marks).toEqual({
      sourceIdentity: "ada",
      scope: "arn:aws:lambda:r:1:function:f",
      signInSession: "arn:aws:signin:us-east-1:1:session/s",
      delivery: "2.0",
      provider: "arn:aws:iam::1:oidc-provider/p",
      behalfOf: null,
      fromConsole: true,
      forwarded: true,
      agent: "aws-mcp.amazonaws.com",
    });
  });

  it.each([
    ["aws-cli/2 md/awslabs.aws-api-mcp-server#1.0", "awslabs.aws-api-mcp-server"],
    ["awslabs/mcp/aws-api-mcp-server/1.0.1", "mcp"],
    ["aws-mcp.amazonaws.com", "aws-mcp.amazonaws.com"],
    ["Boto3/1.40 aws-api-mcp-server/0.2", "aws-api-mcp-server"],
    ["compcompare/1", null],
  ])("knows an agent by the MCP client in %s", (userAgent, agent) => {
    expect(credentialOf(facts({ accessKeyId: "AKIAEXAMPLE" }, { userAgent }))?.marks.agent ?? null).toBe(agent);
  });
});
