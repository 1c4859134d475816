import { expect, it } from "vitest";
import { keyIdIn } from "./key-id";
import { normaliseRecord } from "./normalise-record";

it.each([
  ["ASIAEXAMPLE123456789", "ASIAEXAMPLE123456789"],
  ["akiaexample123456789", "AKIAEXAMPLE123456789"],
  ["a-token-of-a-directory", "a-token-of-a-directory"],
  ["asia-pacific-1", "asia-pacific-1"],
  ["HIDDEN_DUE_TO_SECURITY_REASONS", null],
])("%s is the key %s", (text, key) => {
  expect(keyIdIn(text)).toBe(key);
});

const A = "111122223333";
const asked = (caller: string, issued: string) => {
  const event = normaliseRecord(
    {
      eventTime: "2023-07-10T11:09:47Z",
      eventSource: "sts.amazonaws.com",
      eventName: "AssumeRole",
      recipientAccountId: A,
      userIdentity: {
        type: "AssumedRole",
        principalId: "AROAEXAMPLE123456789:run",
        arn: `arn:aws:sts::${A}:assumed-role/ops/run`,
        accountId: A,
        accessKeyId: caller,
        sessionContext: { attributes: { creationDate: "2023-07-10T11:00:00Z" } },
      },
      requestParameters: { roleArn: `arn:aws:iam::${A}:role/worker`, roleSessionName: "run-1" },
      responseElements: { credentials: { accessKeyId: issued, expiration: "Jul 10, 2023, 12:09:47 PM" } },
    },
    Number.MAX_SAFE_INTEGER,
  );
  if ("reason" in event) throw new Error(event.detail);
  return { credential: event.credential?.key, kind: event.credential?.kind, issued: event.traces?.issuances[0] };
};

it("is one key for both ends in an export that writes in small letters", () => {
  expect(asked("asiacallerexample12", "asiaissuedexample12")).toMatchObject({
    credential: "ASIACALLEREXAMPLE12",
    kind: "temporary",
    issued: { key: "ASIAISSUEDEXAMPLE12", issuerKey: "ASIACALLEREXAMPLE12" },
  });
});

it("is nobody's where it is withheld: the session's own name and time stand for it, and no two sessions share it", () => {
  const hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
  expect(asked(hidden, hidden)).toMatchObject({
    credential: "AROAEXAMPLE123456789:run@2023-07-10T11:00:00Z",
    kind: "keyless",
    issued: { key: null, name: "worker" },
  });
});
