import { describe, expect, it } from "vitest";
import { callerFactsOf } from "./caller-facts";
import { callerOf } from "./caller-of";

const identity = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLEROLEID0001:session",
  arn: "arn:aws:sts::111122223333:assumed-role/app/session",
  accountId: "111122223333",
  accessKeyId: "ASIAEXAMPLE000000001",
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: "AROAEXAMPLEROLEID0001",
      arn: "arn:aws:iam::111122223333:role/app",
      accountId: "111122223333",
      userName: "app",
    },
    attributes: { creationDate: "2026-01-01T00:00:00Z", mfaAuthenticated: "false" },
  },
};
const record = {
  eventSource: "s3.amazonaws.com",
  recipientAccountId: "111122223333",
  userAgent: "aws-cli/2",
  userIdentity: identity,
};

/** Every record that differs from the first in one thing that callers may depend on, each as JSON that was parsed anew. */
const VARIANTS: readonly object[] = [
  record,
  { ...record, recipientAccountId: "444455556666" },
  { ...record, userAgent: "claude-code/2.0" },
  { ...record, userAgent: "Boto3/1.40 exec-env/AWS_Lambda_python3.13" },
  { ...record, sessionCredentialFromConsole: "true" },
  { ...record, eventSource: "bedrock.amazonaws.com", additionalEventData: { callWithBearerToken: true } },
  { ...record, additionalEventData: { jwt: { claims: { iss: "https://issuer.example", sub: "somebody" } } } },
  { ...record, userIdentity: { ...identity, invokedBy: "athena.amazonaws.com" } },
  { ...record, userIdentity: { ...identity, type: "WebIdentityUser" } },
  {
    ...record,
    userIdentity: { ...identity, onBehalfOf: { userId: "user-1", identityStoreArn: "arn:aws:identitystore::1:x" } },
  },
  {
    ...record,
    userIdentity: {
      ...identity,
      sessionContext: {
        ...identity.sessionContext,
        attributes: { creationDate: "2026-02-02T00:00:00Z" },
        sourceIdentity: "alice",
      },
    },
  },
];

describe("callerOf", () => {
  it("reads each record by itself, however often others with the same key came before", () => {
    for (let round = 0; round < 4; round++) {
      for (const variant of VARIANTS) {
        const parsed = JSON.parse(JSON.stringify(variant)) as Record<string, unknown>;
        expect(callerOf(parsed).facts).toEqual(callerFactsOf(parsed));
      }
      for (const variant of VARIANTS) {
        for (let repeat = 0; repeat < 3; repeat++) {
          const parsed = JSON.parse(JSON.stringify(variant)) as Record<string, unknown>;
          expect(callerOf(parsed).facts).toEqual(callerFactsOf(parsed));
        }
      }
    }
  });

  it("gives records that repeat a caller the same principal and credential", () => {
    const [first, second, third] = [1, 2, 3].map(() => callerOf(JSON.parse(JSON.stringify(record)) as typeof record));
    expect(third?.principal).toBe(second?.principal);
    expect(third?.credential).toBe(second?.credential);
    expect(third).toEqual(first);
  });
});
