import { describe, expect, it } from "vitest";
import type { CallerFacts } from "./caller-facts";
import { callerFactsOf } from "./caller-facts";
import { credentialOf } from "./credential-of";

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
    expect(credentialOf(input)).toEqual(expected);
  });
});
