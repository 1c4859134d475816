import { describe, expect, it } from "vitest";
import type { LifeTurn } from "./life";
import { normaliseRecord } from "./normalise-record";

const A = "111122223333";
const POLICY = `arn:aws:iam::${A}:policy/team/P`;
const REVOKED = "2026-01-02T05:00:00Z";

function turnsOf(
  call: string,
  request: object,
  response: object | null = null,
  more: object = {},
): readonly LifeTurn[] {
  const [service = "", name = ""] = call.split(":");
  const event = normaliseRecord(
    {
      eventTime: "2026-01-02T05:00:01Z",
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      recipientAccountId: A,
      userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${A}:user/ada`, accountId: A, userName: "ada" },
      requestParameters: request,
      responseElements: response,
      ...more,
    },
    Number.MAX_SAFE_INTEGER,
  );
  if ("reason" in event) throw new Error(event.detail);
  return event.traces?.lives ?? [];
}

const deny = (condition?: object, more: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Deny", Action: ["*"], Resource: ["*"], ...(condition ? { Condition: condition } : {}), ...more },
    ],
  });
const older = (time: string) => deny({ DateLessThan: { "aws:TokenIssueTime": time } });
const put = (policyDocument: string) =>
  turnsOf("iam:PutRolePolicy", { roleName: "ops", policyName: "AWSRevokeOlderSessions", policyDocument }).find(
    ({ thing }) => thing === "deny",
  );

describe("what a record says of the life of what lets somebody act", () => {
  it.each<[string, readonly LifeTurn[], object]>([
    [
      "a key made inactive, of the user that the request names",
      turnsOf("iam:UpdateAccessKey", { accessKeyId: "AKIAX", status: "Inactive", userName: "bob" }),
      { thing: "access-key", key: "AKIAX", owner: "user/bob", effect: "off", action: "UpdateAccessKey" },
    ],
    [
      "a key made active, of the caller's own",
      turnsOf("iam:UpdateAccessKey", { accessKeyId: "AKIAX", status: "Active" }),
      { effect: "on", owner: "user/ada" },
    ],
    ["a key deleted", turnsOf("iam:DeleteAccessKey", { accessKeyId: "AKIAX" }), { effect: "gone" }],
    [
      "a key for one service deleted",
      turnsOf("iam:DeleteServiceSpecificCredential", { serviceSpecificCredentialId: "ACCAX", userName: "bob" }),
      { thing: "service-credential", key: "ACCAX", effect: "gone" },
    ],
    ["a password deleted", turnsOf("iam:DeleteLoginProfile", { userName: "bob" }), { thing: "password", key: "bob" }],
    ["a role deleted", turnsOf("iam:DeleteRole", { roleName: "ops" }), { thing: "role", owner: "role/ops" }],
    [
      "a trust anchor disabled, by its id",
      turnsOf("rolesanywhere:DisableTrustAnchor", { trustAnchorId: "ta-1" }),
      { thing: "trust-anchor", key: "ta-1", effect: "off" },
    ],
    [
      "a provider deleted",
      turnsOf("iam:DeleteOpenIDConnectProvider", { openIDConnectProviderArn: "arn:p" }),
      { thing: "oidc-provider", key: "arn:p", effect: "gone" },
    ],
    [
      "an association made, by the id in the response",
      turnsOf("eks:CreatePodIdentityAssociation", {}, { association: { associationId: "a-1" } }),
      { thing: "pod-identity", key: "a-1", effect: "made" },
    ],
  ])("%s", (_case, turns, expected) => {
    expect(turns).toMatchObject([expected]);
  });

  it.each<[string, LifeTurn | undefined, object]>([
    ["older sessions", put(older(REVOKED)), { effect: "made", beforeMs: Date.parse(REVOKED) }],
    ["every session", put(deny()), { effect: "made", beforeMs: null }],
    ["older sessions, as an address has it", put(encodeURIComponent(older(REVOKED))), { effect: "made" }],
    [
      "every session by the policy that AWS keeps for it",
      turnsOf("iam:AttachRolePolicy", { roleName: "ops", policyArn: "arn:aws:iam::aws:policy/AWSDenyAll" }).at(0),
      { effect: "made", beforeMs: null },
    ],
  ])("a deny on %s", (_case, turn, expected) => {
    expect(turn).toMatchObject({ thing: "deny", owner: "role/ops", ...expected });
  });

  it.each<[string, string]>([
    ["allows", deny(undefined, { Effect: "Allow" })],
    ["denies some actions", deny(undefined, { Action: ["s3:*"] })],
    ["denies some resources", deny(undefined, { Resource: ["arn:aws:s3:::x"] })],
    [
      "denies under one more condition",
      deny({ DateLessThan: { "aws:TokenIssueTime": REVOKED, "aws:CurrentTime": REVOKED } }),
    ],
    ["denies newer sessions", deny({ DateGreaterThan: { "aws:TokenIssueTime": REVOKED } })],
    ["says no time", older("${aws:CurrentTime}")],
    ["is no document", "{{{"],
    ["is too long to be one", older(REVOKED).padEnd(40_000, " ")],
  ])("takes no policy for a deny on sessions that %s", (_case, document) => {
    expect(put(document)).toMatchObject({ effect: "gone" });
  });

  it.each<[string, readonly LifeTurn[], object[]]>([
    [
      "a policy made, whose first version counts and denies",
      turnsOf(
        "iam:CreatePolicy",
        { policyName: "P", policyDocument: older(REVOKED) },
        { policy: { arn: POLICY, defaultVersionId: "v1" } },
      ),
      [
        { thing: "policy-version", key: `${POLICY} v1`, owner: `policy/${POLICY}`, effect: "made" },
        { thing: "policy-deny", key: `${POLICY} v1`, effect: "made", beforeMs: Date.parse(REVOKED) },
        { thing: "policy-version", key: `${POLICY} v1`, effect: "on" },
      ],
    ],
    [
      "a version that does not count yet, and denies nothing",
      turnsOf(
        "iam:CreatePolicyVersion",
        { policyArn: POLICY, policyDocument: deny(undefined, { Effect: "Allow" }) },
        { policyVersion: { versionId: "v2", isDefaultVersion: false } },
      ),
      [
        { thing: "policy-version", key: `${POLICY} v2`, effect: "made" },
        { thing: "policy-deny", key: `${POLICY} v2`, effect: "gone" },
      ],
    ],
    [
      "a version whose document the record does not hold",
      turnsOf(
        "iam:CreatePolicyVersion",
        { policyArn: POLICY, setAsDefault: true },
        { policyVersion: { versionId: "v3" } },
      ),
      [
        { thing: "policy-version", key: `${POLICY} v3`, effect: "made" },
        { thing: "policy-version", key: `${POLICY} v3`, effect: "on" },
      ],
    ],
    [
      "a version set to count",
      turnsOf("iam:SetDefaultPolicyVersion", { policyArn: POLICY, versionId: "v1" }),
      [{ thing: "policy-version", key: `${POLICY} v1`, effect: "on" }],
    ],
    [
      "a version deleted",
      turnsOf("iam:DeletePolicyVersion", { policyArn: POLICY, versionId: "v1" }),
      [{ thing: "policy-version", key: `${POLICY} v1`, effect: "gone" }],
    ],
    ["a version deleted that no record names", turnsOf("iam:DeletePolicyVersion", { policyArn: POLICY }), []],
    [
      "a policy deleted",
      turnsOf("iam:DeletePolicy", { policyArn: POLICY }),
      [{ thing: "policy-version", key: POLICY, owner: `policy/${POLICY}`, effect: "gone" }],
    ],
  ])("%s, of a managed policy", (_case, turns, expected) => {
    expect(turns).toHaveLength(expected.length);
    expect(turns).toMatchObject(expected);
  });

  it("takes a policy for permissions only where it allows something", () => {
    const things = (document: string) =>
      turnsOf("iam:PutRolePolicy", { roleName: "ops", policyName: "P", policyDocument: document }).map(
        ({ thing }) => thing,
      );
    const both = JSON.stringify({
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "*", Resource: "*" },
      ],
    });
    expect(things(deny())).toEqual(["deny"]);
    expect(things(both)).toEqual(["policy", "deny"]);
  });

  it("takes nothing from a refused call, nor from another service's call of the same name", () => {
    expect(turnsOf("iam:DeleteAccessKey", { accessKeyId: "AKIAX" }, null, { errorCode: "AccessDenied" })).toEqual([]);
    expect(turnsOf("example:DeleteAccessKey", { accessKeyId: "AKIAX" })).toEqual([]);
    expect(turnsOf("iam:UpdateAccessKey", { accessKeyId: "AKIAX", status: "Broken" })).toEqual([]);
  });
});
