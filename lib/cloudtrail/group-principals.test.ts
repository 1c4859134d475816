import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupPrincipals } from "./group-principals";
import { NO_EVIDENCE, type PrincipalEvidence } from "./human-or-not";
import { type Principal, PRINCIPAL_KINDS } from "./normalised-event";

const A = "111122223333";

function principal(parts: Partial<Principal>): Principal {
  const whole = { kind: "role" as const, account: A, arn: null, uniqueId: null, name: "worker", ...parts };
  return { ...whole, key: JSON.stringify(whole) };
}
const role = (parts: Partial<Principal> & { path?: string; account?: string; partition?: string } = {}): Principal => {
  const { path = "/", account = A, partition = "aws", ...rest } = parts;
  return principal({ account, arn: `arn:${partition}:iam::${account}:role${path}worker`, ...rest });
};
const sizes = (principals: readonly Principal[]): number[] =>
  groupPrincipals(principals).map(({ members }) => members.length);

describe("groupPrincipals", () => {
  it("joins what one role looks like in different records, under the ARN without path and its unique id", () => {
    const groups = groupPrincipals([
      role({ path: "/app/", uniqueId: "AROA1" }),
      role(),
      role({ kind: "instance-role", uniqueId: "AROA1" }),
      principal({ name: "worker" }),
    ]);
    expect(groups).toEqual([
      {
        identity: {
          key: `arn:aws:iam::${A}:role/worker#AROA1`,
          kind: "instance-role",
          name: "worker",
          account: A,
          arn: `arn:aws:iam::${A}:role/app/worker`,
          uniqueId: "AROA1",
          human: "non-human",
          reason: "IAM role that EC2 delivered to an instance",
        },
        members: [0, 1, 2, 3],
      },
    ]);
  });

  it("keeps a deleted and recreated role as two, and what names neither as a third", () => {
    const groups = groupPrincipals([role({ uniqueId: "AROA1" }), role({ uniqueId: "AROA2" }), role()]);
    expect(groups.map(({ identity }) => identity.key).sort()).toEqual([
      `arn:aws:iam::${A}:role/worker#?`,
      `arn:aws:iam::${A}:role/worker#AROA1`,
      `arn:aws:iam::${A}:role/worker#AROA2`,
    ]);
    expect(groups.find(({ identity }) => identity.uniqueId === null)?.identity.reason).toContain("several unique ids");
  });

  it.each([
    ["accounts", [role(), role({ account: "999999999999" })]],
    ["partitions", [role(), role({ partition: "aws-cn" })]],
    ["names", [role(), principal({ name: "other" })]],
    ["families", [role(), principal({ kind: "user", arn: `arn:aws:iam::${A}:user/worker` })]],
    [
      "Regions of things that are named by Region",
      ["us-east-1", "eu-west-1"].map((region) =>
        principal({
          kind: "workload-identity",
          arn: `arn:aws:bedrock-agentcore:${region}:${A}:workload-identity-directory/default/workload-identity/worker`,
        }),
      ),
    ],
  ])("never joins different %s", (_case, principals) => {
    expect(sizes(principals)).toEqual([1, 1]);
  });

  it("gives no two identities one key, even where names imitate keys", () => {
    const groups = groupPrincipals([
      principal({ name: "worker#AROA1", arn: `arn:aws:iam::${A}:role/worker#AROA1` }),
      role({ uniqueId: "AROA1" }),
      principal({ account: "1:2", name: "x" }),
      principal({ account: "1", name: "2:x" }),
      principal({ account: "1", name: "x", arn: "arn:aws:iam:::role/x" }),
      principal({ account: "2", name: "x", arn: "arn:aws:iam:::role/x" }),
    ]);
    expect(new Set(groups.map(({ identity }) => identity.key)).size).toBe(6);
  });

  it.each([
    [principal({ kind: "user" }), "undetermined"],
    [principal({ kind: "sso-role" }), "human"],
    [principal({ kind: "saml-user" }), "human"],
    [principal({ kind: "aws-service" }), "non-human"],
    [principal({ kind: "web-identity", name: "system:serviceaccount:ns:sa (oidc)" }), "non-human"],
    [principal({ kind: "web-identity", name: "repo:org/app:ref:refs/heads/main (token.actions)" }), "non-human"],
    [principal({ kind: "web-identity", name: "user-1 (idp)" }), "undetermined"],
    [principal({ kind: "anonymous" }), "undetermined"],
  ] as const)("says whether $kind $name is human, and why", (input, human) => {
    const identity = groupPrincipals([input])[0]?.identity;
    expect(identity?.human).toBe(human);
    expect(identity?.reason).not.toBe("");
  });

  it("takes further evidence into account", () => {
    const given = (evidence: Partial<PrincipalEvidence>) => () => ({ ...NO_EVIDENCE, ...evidence });
    const users = groupPrincipals([principal({ kind: "user" })], given({ signedInToConsole: true }));
    expect(users[0]?.identity.human).toBe("human");
    const roles = groupPrincipals([role()], given({ assumedBy: ["lambda.amazonaws.com"] }));
    expect(roles[0]?.identity).toMatchObject({
      human: "non-human",
      reason: "IAM role assumed by lambda.amazonaws.com",
    });
    const people = groupPrincipals([role()], given({ takenByPeople: true }));
    expect(people[0]?.identity).toMatchObject({ human: "human", reason: expect.stringContaining("SAML") });
    const shared = groupPrincipals([role()], given({ takenByPeople: true, assumedBy: ["ec2.amazonaws.com"] }));
    expect(shared[0]?.identity).toMatchObject({
      human: "undetermined",
      reason: "IAM role assumed by ec2.amazonaws.com, and by people who signed in through a SAML provider",
    });
    const federated = groupPrincipals([role()], given({ workloads: ["Kubernetes service account"] }));
    expect(federated[0]?.identity).toMatchObject({
      human: "non-human",
      reason: "IAM role taken with tokens of: Kubernetes service account",
    });
    const agents = groupPrincipals([role()], given({ agents: ["Bedrock agent helper"] }));
    expect(agents[0]?.identity).toMatchObject({ kind: "agent", reason: "role given to Bedrock agent helper" });
    const said = { human: "human", reason: "set by Ada" } as const;
    const overridden = groupPrincipals(
      [role()],
      given({ agents: ["Bedrock agent helper"], override: { ...said, rank: 1 } }),
    );
    expect(overridden[0]?.identity).toMatchObject({ ...said, key: agents[0]?.identity.key });
  });

  it("joins a caller of whom only the unique id is told with the role or user that has it, and with neither of two", () => {
    const id = "AROAEXAMPLE1234567";
    const foreign = principal({ kind: "foreign-account", uniqueId: id, name: id });
    const bare = principal({ uniqueId: id, name: id });
    expect(sizes([foreign, bare, role({ uniqueId: id })])).toEqual([3]);
    expect(groupPrincipals([foreign, role({ uniqueId: id })])[0]?.identity).toMatchObject({
      kind: "role",
      name: "worker",
    });
    const other = principal({ name: "other", arn: `arn:aws:iam::${A}:role/other`, uniqueId: id });
    expect(sizes([foreign, role({ uniqueId: id }), other])).toEqual([1, 1, 1]);
    expect(sizes([foreign, role({ uniqueId: id, account: "999999999999" })])).toEqual([1, 1]);
  });

  const shape = fc.record({
    account: fc.constantFrom(A, "999999999999", null),
    name: fc.constantFrom("worker", "other"),
    uniqueId: fc.constantFrom(null, "AROA1", "AROA2"),
  });
  const roleArns = fc.constantFrom(
    null,
    `arn:aws:iam::${A}:role/worker`,
    `arn:aws:iam::${A}:role/p/worker`,
    `arn:aws-cn:iam::${A}:role/worker`,
    "arn:aws:iam:::role/worker",
  );
  const roleKinds = fc.constantFrom("role" as const, "instance-role" as const, "service-role" as const);
  const some: fc.Arbitrary<Partial<Principal>> = fc.oneof(
    fc.tuple(shape, roleKinds, roleArns).map(([parts, kind, arn]) => ({ ...parts, kind, arn })),
    fc.tuple(shape, fc.constantFrom(...PRINCIPAL_KINDS)).map(([parts, kind]) => ({ ...parts, kind })),
  );

  it("gives the same identities whatever the order, each principal in one of them", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(some, { selector: (parts) => JSON.stringify(parts), maxLength: 24 }),
        fc.infiniteStream(fc.double()),
        (parts, random) => {
          const principals = parts.map(principal);
          const shuffled = principals
            .map((each) => ({ each, at: random.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ each }) => each);
          const named = (list: readonly Principal[]) =>
            groupPrincipals(list).map(({ identity, members }) => ({
              identity,
              members: members.map((index) => list[index]?.key).sort(),
            }));
          const groups = named(principals);
          expect(named(shuffled)).toEqual(groups);
          expect(groups.flatMap(({ members }) => members).sort()).toEqual(principals.map(({ key }) => key).sort());
          expect(new Set(groups.map(({ identity }) => identity.key)).size).toBe(groups.length);
        },
      ),
    );
  });

  it("never joins two accounts or two unique ids", () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 24 }), (parts) => {
        const principals = parts.map(principal);
        for (const { members } of groupPrincipals(principals)) {
          const group = members.flatMap((index) => principals[index] ?? []);
          expect(new Set(group.map(({ account }) => account)).size).toBe(1);
          expect(new Set(group.flatMap(({ uniqueId }) => uniqueId ?? [])).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("depends only on principals of the same account and name", () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 24 }), (parts) => {
        const principals = parts.map(principal);
        const alone = principals.filter(({ account, name }) => account === A && name === "worker");
        const keys = (list: readonly Principal[]) =>
          groupPrincipals(list)
            .map(({ identity }) => identity)
            .filter(({ account, name }) => account === A && name === "worker");
        expect(keys(alone)).toEqual(keys(principals));
      }),
    );
  });
});
