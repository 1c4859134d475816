import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOrigin } from "./find-origin";
import { credentialUse as use } from "@/lib/testing/factories/credential-use";
import { type Evidence, type Fact, NO_EVIDENCE_AT_ALL, type Use } from "./link-facts";

const T = Date.UTC(2026, 0, 2, 3);
const MINUTE = 60_000;

function fact(parts: Partial<Fact> = {}): Fact {
  return {
    eventId: "issued",
    timeMs: T,
    sharedEventId: null,
    asker: { id: null, name: "caller", kind: "role" },
    recordedIn: "111122223333",
    region: "us-east-1",
    mechanism: "assume-role",
    key: "ASIAUSED",
    issuerKey: "AKIACALLER",
    account: "111122223333",
    name: "worker",
    uniqueId: "AROAWORKER",
    sessionName: "run-1",
    expiresAtMs: T + 60 * MINUTE,
    sourceIdentity: null,
    subject: null,
    scope: null,
    tags: [],
    ...parts,
  };
}
const given = (evidence: Partial<Evidence>): Evidence => ({ ...NO_EVIDENCE_AT_ALL, ...evidence });

describe("findOrigin", () => {
  it("gives B to a key id that the same principal used within the time for which it was issued", () => {
    const origin = findOrigin(use(), given({ byKey: [fact()] }));
    expect(origin).toMatchObject({
      kind: "link",
      link: { from: "AKIACALLER", to: "ASIAUSED", grade: "B", issuingEventId: "issued", usedEventId: "used" },
    });
  });

  it("gives C and no more to a masked key id, and takes nothing from records of others whose key is masked alike", () => {
    const masked = use({ key: "ASIA****************" });
    const own = fact({ key: masked.key });
    expect(findOrigin(masked, given({ byKey: [own] }))).toMatchObject({ kind: "link", link: { grade: "C" } });
    const another = fact({ key: masked.key, uniqueId: "AROAANOTHER", name: "another" });
    expect(findOrigin(masked, given({ byKey: [another] }))).toMatchObject({
      kind: "none",
      reason: expect.not.stringContaining("no key issues itself"),
    });
  });

  it("names the record by which a key would have issued itself, and takes it for no link", () => {
    const origin = findOrigin(use(), given({ byKey: [fact({ issuerKey: "ASIAUSED" })] }));
    expect(origin).toMatchObject({ kind: "none", reason: expect.stringContaining("no key issues itself") });
  });

  it("gives A to what one record says it issued while no use of it is known", () => {
    const unused = use({ firstMs: null, lastMs: null, firstEventId: null, credentialIds: [], uniqueIds: [], name: "" });
    const origin = findOrigin(unused, given({ byKey: [fact()] }));
    expect(origin).toMatchObject({
      kind: "link",
      link: { from: "AKIACALLER", to: "ASIAUSED", grade: "A", usedEventId: null },
    });
  });

  it("makes one of the copies that two accounts received, told by the one that names the caller's key", () => {
    const theirs = fact({ eventId: "a", sharedEventId: "s", issuerKey: null, recordedIn: "444455556666" });
    const origin = findOrigin(use(), given({ byKey: [theirs, fact({ sharedEventId: "s" })] }));
    expect(origin).toMatchObject({
      kind: "link",
      link: { from: "AKIACALLER", issuingEventId: "issued", recordedIn: ["111122223333", "444455556666"] },
    });
  });

  it.each<[string, Partial<Use>, Partial<Fact>]>([
    ["another principal", {}, { uniqueId: "AROAOTHER" }],
    ["another account", { uniqueIds: [] }, { uniqueId: null, account: "999999999999" }],
    ["another session of the role", {}, { sessionName: "run-2" }],
    ["a time before it was issued", { firstMs: T - MINUTE }, {}],
    ["a time after its end", { firstMs: T + 120 * MINUTE }, {}],
    ["an end before its beginning", {}, { expiresAtMs: T - MINUTE * 60 }],
    ["another creation date", { createdAtMs: T - 30 * MINUTE }, {}],
  ])("never takes a key id of %s for a link", (_case, used, issued) => {
    const origin = findOrigin(use(used), given({ byKey: [fact(issued)] }));
    expect(origin.kind).toBe("candidates");
    expect(origin.kind === "candidates" && origin.links.map(({ grade }) => grade)).toEqual(["D"]);
  });

  it("keeps a key id that two records claim to have issued as one of two, and one that issued itself as none", () => {
    const forged = fact({ eventId: "forged", issuerKey: "AKIAFORGED" });
    const origin = findOrigin(use(), given({ byKey: [forged, fact()] }));
    expect(origin).toMatchObject({ kind: "candidates" });
    expect(origin.kind === "candidates" && origin.links.length).toBe(2);
    expect(findOrigin(use(), given({ byKey: [fact({ issuerKey: "ASIAUSED" })] })).kind).toBe("none");
  });

  it("takes role, session name and creation date where AWS leaves the key out, and says so where several fit", () => {
    const keyless = use({ key: "AROAWORKER:run-1@x", kind: "keyless" });
    const service = fact({ mechanism: "service-assume-role", issuerKey: null, key: "ASIAUNSEEN" });
    expect(findOrigin(keyless, given({ bySession: [service] }))).toMatchObject({
      kind: "link",
      link: { from: "caller", fromIsKey: false, grade: "C", to: "AROAWORKER:run-1@x" },
    });
    const another = { ...service, eventId: "issued-2", key: "ASIAUNSEEN2" };
    expect(findOrigin(keyless, given({ bySession: [service, another] })).kind).toBe("candidates");
    expect(findOrigin(use(), given({ bySession: [service] })).kind).toBe("none");
  });

  it("leads a key with which a service called for its caller back to the caller's own, or to one of two", () => {
    const forwarded = use({ key: "ASIAFORWARDED", isDirect: false });
    expect(findOrigin(forwarded, given({ siblings: [use()] }))).toMatchObject({
      kind: "link",
      link: { from: "ASIAUSED", mechanism: "forwarded-access", grade: "C" },
    });
    const two = [use({ delivery: "1.0" }), use({ key: "ASIATWIN", delivery: "2.0" })];
    expect(findOrigin(forwarded, given({ siblings: two }))).toMatchObject({ kind: "candidates" });
    expect(findOrigin(use({ ...forwarded, delivery: "2.0" }), given({ siblings: two }))).toMatchObject({
      link: { from: "ASIATWIN" },
    });
  });

  it("leads a bearer token back to the key that it was made from, in one record", () => {
    const origin = findOrigin(use({ key: "AKIAX#bearer", kind: "bearer" }), given({}));
    expect(origin).toMatchObject({ kind: "link", link: { from: "AKIAX", grade: "A" } });
  });

  it("knows the portal's user only by time, unless the session names the user", () => {
    const portal = fact({
      mechanism: "identity-center",
      key: null,
      name: "AWSReservedSSO_X_",
      uniqueId: null,
      sessionName: null,
      subject: "u-1",
      issuerKey: "token",
      timeMs: T - 4_000,
    });
    const session = use({ name: "AWSReservedSSO_X_0a1b", uniqueIds: ["AROASSO"] });
    expect(findOrigin(session, given({ signIns: [portal] }))).toMatchObject({ kind: "link", link: { grade: "D" } });
    expect(findOrigin({ ...session, behalfOf: "u-1" }, given({ signIns: [portal] }))).toMatchObject({
      link: { grade: "C" },
    });
    const other = { ...portal, issuerKey: "token-2", eventId: "other" };
    expect(findOrigin(session, given({ signIns: [portal, other] })).kind).toBe("candidates");
  });

  it("takes of several who took one permission set the one whose name the session has, and nobody whom its records contradict", () => {
    const portal = (user: string, subject: string) =>
      fact({
        mechanism: "identity-center",
        key: null,
        name: "AWSReservedSSO_X_",
        uniqueId: null,
        sessionName: null,
        subject,
        issuerKey: user,
        eventId: user,
      });
    const session = use({ name: "AWSReservedSSO_X_0a1b", uniqueIds: ["AROASSO"], sessionName: "cid@example.com" });
    const signIns = [portal("token-1", "cid@example.com"), portal("token-2", "dan@example.com")];
    expect(findOrigin(session, given({ signIns }))).toMatchObject({
      kind: "link",
      link: { grade: "C", from: "token-1" },
    });
    expect(findOrigin({ ...session, behalfOf: "u-9" }, given({ signIns: signIns.slice(1) })).kind).toBe("none");
  });

  it("leads a tool's key over its sign-in session to the key that asked for the token, and to no other session's", () => {
    const session = "arn:aws:signin:us-east-1:111122223333:session/1";
    const token = fact({ mechanism: "oauth-token", key: null, issuerKey: "ASIACONSOLE", scope: session });
    const asked = use({ signInSession: session });
    const others = [
      { ...token, scope: `${session}2`, issuerKey: "ASIAOTHER" },
      { ...token, uniqueId: "AROAOTHER", issuerKey: "ASIAOTHER" },
      { ...token, issuerKey: asked.key },
    ];
    expect(findOrigin(asked, given({ tokens: [token, ...others] }))).toMatchObject({
      kind: "link",
      link: { grade: "C", from: "ASIACONSOLE", mechanism: "oauth-token" },
    });
    expect(findOrigin(asked, given({ tokens: others }))).toMatchObject({
      kind: "none",
      reason: expect.stringContaining(session),
    });
    // The one of its own second of birth is the one that gave it.
    const earlier = { ...token, eventId: "earlier", timeMs: T - MINUTE, issuerKey: "ASIAEARLIER" };
    expect(findOrigin(asked, given({ tokens: [earlier, token] }))).toMatchObject({ link: { from: "ASIACONSOLE" } });
    expect(findOrigin({ ...asked, createdAtMs: T + MINUTE }, given({ tokens: [earlier, token] }))).toMatchObject({
      kind: "candidates",
    });
  });

  it("comes to the same whatever the order of the evidence", () => {
    const some = fc.record({
      eventId: fc.constantFrom("a", "b", "c"),
      sharedEventId: fc.constantFrom(null, "s"),
      issuerKey: fc.constantFrom(null, "AKIA1", "AKIA2", "ASIAUSED"),
      key: fc.constantFrom(null, "ASIAUSED", "ASIAOTHER"),
      uniqueId: fc.constantFrom(null, "AROAWORKER", "AROAOTHER"),
      timeMs: fc.constantFrom(T, T + 1_000, T - 90 * MINUTE),
      expiresAtMs: fc.constantFrom(null, T - MINUTE, T + 60 * MINUTE),
    });
    const facts = fc.uniqueArray(
      some.map((parts) => fact(parts)),
      { maxLength: 5, selector: ({ eventId, key }) => `${eventId} ${key}` },
    );
    const kinds = fc.constantFrom<Partial<Use>>({}, { kind: "keyless" }, { isDirect: false });
    fc.assert(
      fc.property(facts, kinds, fc.integer(), (all, parts, at) => {
        const turned = [...all.slice(at % 5), ...all.slice(0, at % 5)].toReversed();
        const ask = (of: readonly Fact[]) =>
          findOrigin(use(parts), given({ byKey: of.filter(({ key }) => key === "ASIAUSED"), bySession: of }));
        expect(ask(turned.filter((one) => all.includes(one)))).toEqual(ask(all.filter((one) => turned.includes(one))));
      }),
    );
  });
});
