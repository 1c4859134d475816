import { describe, expect, it } from "vitest";
import { credentialUse as use } from "@/lib/testing/factories/credential-use";
import { findOrigin } from "./find-origin";
import { type Fact, NO_EVIDENCE_AT_ALL } from "./link-facts";

const T = Date.UTC(2026, 0, 2, 3);
const pods = { id: null, name: "pods.eks.amazonaws.com", kind: "aws-service" };
const agent: Fact = {
  eventId: "agent",
  timeMs: T,
  sharedEventId: null,
  asker: { id: null, name: "node", kind: "instance-role" },
  recordedIn: "111122223333",
  region: "us-east-1",
  mechanism: "pod-identity",
  key: "ASIAUSED",
  issuerKey: "ASIANODE",
  account: "111122223333",
  name: "worker",
  uniqueId: "AROAWORKER",
  sessionName: "run-1",
  expiresAtMs: null,
  sourceIdentity: null,
  subject: null,
  scope: "association",
  tags: [],
};
const taken: Fact = {
  ...agent,
  eventId: "taken",
  asker: pods,
  mechanism: "service-assume-role",
  issuerKey: null,
  expiresAtMs: T + 3_600_000,
  scope: null,
  tags: ["kubernetes-namespace=payments"],
};
const session = use({});
const originOf = (...byKey: Fact[]) => findOrigin(session, { ...NO_EVIDENCE_AT_ALL, byKey });

describe("two services that tell of one issuance", () => {
  it.each([
    [agent, taken],
    [taken, agent],
  ])("make one link, told by the record that names who asked, with the end and the tags of the other", (a, b) => {
    expect(originOf(a, b)).toMatchObject({
      kind: "link",
      link: {
        from: "ASIANODE",
        grade: "B",
        mechanism: "pod-identity",
        issuingEventId: "agent",
        expiresAtMs: T + 3_600_000,
        scope: "association",
        tags: ["kubernetes-namespace=payments"],
      },
    });
  });

  it("name the certificate where the service's record names no caller, and the identity of a pool by its token", () => {
    const nobody = { id: null, name: "unattributed", kind: "unattributed" };
    const session: Fact = {
      ...agent,
      asker: nobody,
      mechanism: "roles-anywhere",
      issuerKey: null,
      subject: "subject/1",
    };
    const byAnywhere = { ...taken, asker: { ...pods, name: "rolesanywhere.amazonaws.com" } };
    expect(originOf(session, byAnywhere)).toMatchObject({ link: { from: "subject/1", mechanism: "roles-anywhere" } });
    const pool: Fact = { ...session, mechanism: "cognito", subject: "us-east-1:1" };
    const token: Fact = {
      ...taken,
      asker: { id: null, name: "us-east-1:1 (pool)", kind: "web-identity" },
      mechanism: "assume-role-with-web-identity",
      scope: "cognito-identity.amazonaws.com",
    };
    expect(originOf(pool, token)).toMatchObject({
      link: { from: "us-east-1:1 (pool)", mechanism: "assume-role-with-web-identity" },
    });
  });

  it.each<[string, Fact[]]>([
    ["another service took the role", [agent, { ...taken, asker: { ...pods, name: "ec2.amazonaws.com" } }]],
    ["somebody who only is called like the service took it", [agent, { ...taken, asker: { ...pods, kind: "user" } }]],
    ["two agents say that they asked", [agent, { ...agent, eventId: "other", issuerKey: "ASIAOTHER" }, taken]],
    ["the service took it twice", [agent, taken, { ...taken, eventId: "again" }]],
  ])("stay candidates where %s", (_why, facts) => {
    expect(originOf(...facts)).toMatchObject({ kind: "candidates", links: facts.map(() => ({ to: "ASIAUSED" })) });
  });
});
