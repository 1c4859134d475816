import { describe, expect, it } from "vitest";
import { howToStop } from "./how-to-stop";

const AT = Date.UTC(2026, 0, 2, 3);
type Ending = Parameters<typeof howToStop>[0];
const ending = (parts: Partial<Ending>): Ending => ({
  key: "ASIAEXAMPLE",
  kind: "temporary",
  name: "worker",
  identityKind: "role",
  cameBy: null,
  atMs: AT,
  ...parts,
});
const DENY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-01-02T03:00:00.000Z"}}}]}';
const policy = `--policy-name AWSRevokeOlderSessions --policy-document '${DENY}'`;
const broker = { id: null, name: "broker", kind: "user" };

describe("how to end a credential", () => {
  it.each<[string, Partial<Ending>, string | null]>([
    ["a session of a role", {}, `aws iam put-role-policy --role-name worker ${policy}`],
    ["a session of a user", { identityKind: "user", name: "ann" }, `aws iam put-user-policy --user-name ann ${policy}`],
    [
      "a federated session, by the user who asked for it",
      { identityKind: "federated-user", name: "bob", cameBy: { mechanism: "get-federation-token", fromWho: broker } },
      `aws iam put-user-policy --user-name broker ${policy}`,
    ],
    ["a federated session of nobody known", { identityKind: "federated-user", name: "bob" }, null],
    // Nobody but Identity Center changes these roles, and nobody but its service those linked to one.
    ["a session of a permission set", { identityKind: "sso-role", name: "AWSReservedSSO_A_1" }, null],
    [
      "a session of a service-linked role",
      { identityKind: "service-linked-role", name: "AWSServiceRoleForX" },
      "aws iam delete-service-linked-role --role-name AWSServiceRoleForX",
    ],
    ["a session of the root user, whom no policy of the account binds", { identityKind: "root", name: "root" }, null],
    ["a key of whom no record tells", { identityKind: "unattributed", name: "unknown" }, null],
    ["a session of a caller of another account", { identityKind: "foreign-account", name: "AROAX" }, null],
    [
      "a key of a user",
      { kind: "long-term", key: "AKIAEXAMPLE", identityKind: "user", name: "ann" },
      "aws iam update-access-key --status Inactive --access-key-id AKIAEXAMPLE --user-name ann",
    ],
    [
      "a key of the root user, who alone may end it",
      { kind: "long-term", key: "AKIAEXAMPLE", identityKind: "root", name: "root" },
      "aws iam update-access-key --status Inactive --access-key-id AKIAEXAMPLE",
    ],
  ])("tells the command for %s", (_what, parts, command) => {
    expect(howToStop(ending(parts)).command).toBe(command);
  });
});
