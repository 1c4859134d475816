import { describe, expect, it } from "vitest";
import { callerOf } from "./caller-of";

const session = (key: string): object => ({
  type: "AssumedRole",
  principalId: "AROAEXAMPLECALLEROF01:desk",
  arn: "arn:aws:sts::111122223333:assumed-role/desk/desk",
  accountId: "111122223333",
  accessKeyId: key,
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: "AROAEXAMPLECALLEROF01",
      arn: "arn:aws:iam::111122223333:role/desk",
      accountId: "111122223333",
      userName: "desk",
    },
    attributes: { creationDate: "2026-01-02T03:00:00Z" },
  },
});

const record = (key: string, more: object = {}): { readonly [key: string]: unknown } => ({
  eventSource: "s3.amazonaws.com",
  userIdentity: session(key),
  userAgent: "aws-cli/2.0",
  recipientAccountId: "111122223333",
  ...more,
});

describe("callerOf", () => {
  it("gives the same objects for a session that repeats", () => {
    const first = callerOf(record("ASIACALLEROFREPEATS1"));
    const second = callerOf(record("ASIACALLEROFREPEATS1"));
    expect(second).toBe(first);
  });

  it("tells what an agent, the console and a bearer token do with one session apart, whichever came first", () => {
    const key = "ASIACALLEROFAPART001";
    const uses = [
      record(key),
      record(key, { userAgent: "tool/1.0 awslabs.core-mcp-server" }),
      record(key, { sessionCredentialFromConsole: "true" }),
      record(key, {
        eventSource: "bedrock.amazonaws.com",
        additionalEventData: { callWithBearerToken: true },
      }),
    ];
    const read = (): unknown[] =>
      uses.map((use) => {
        const { credential } = callerOf(use);
        return [credential?.kind, credential?.marks.agent, credential?.marks.fromConsole];
      });
    const expected = [
      ["temporary", null, false],
      ["temporary", "awslabs.core-mcp-server", false],
      ["temporary", null, true],
      ["bearer", null, false],
    ];
    expect(read()).toEqual(expected);
    expect(read()).toEqual(expected);
  });

  it("hands out a principal as its own record gives it, not as the record before did", () => {
    const byArn = (arn: string, principalId: string): string | null =>
      callerOf({ userIdentity: { type: "IAMUser", arn, principalId, accountId: "111122223333" } }).principal.uniqueId;
    const arn = "arn:aws:iam::111122223333:user/reader";
    expect(byArn(arn, "AIDAEXAMPLECALLEROF1")).toBe("AIDAEXAMPLECALLEROF1");
    expect(byArn(arn, "AIDAEXAMPLECALLEROF2")).toBe("AIDAEXAMPLECALLEROF2");
  });
});
