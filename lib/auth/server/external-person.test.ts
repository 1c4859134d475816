import { describe, expect, it } from "vitest";
import { externalPerson } from "./external-person";

const FROM = { issuer: "https://id.example", groupsClaim: "groups" };

describe("a person of an identity provider", () => {
  it("is named as the provider names them", () => {
    const claims = {
      sub: "8f2",
      preferred_username: "Grace.H",
      name: "Grace",
      email: "Grace@Example.org",
      groups: ["ir"],
    };
    expect(externalPerson(claims, FROM)).toEqual({
      issuer: "https://id.example",
      subject: "8f2",
      username: "grace.h",
      name: "Grace",
      email: "grace@example.org",
      groups: ["ir"],
    });
  });

  it.each([
    [{ sub: "8f2", email: "a@b.org" }, "a@b.org"],
    [{ sub: "auth0|8f2" }, "auth0-8f2"],
    [{ sub: "8f2", preferred_username: "EXAMPLE\\grace" }, "example-grace"],
    [{ sub: "8f2", preferred_username: "…" }, "8f2"],
    [{ sub: "§" }, "user-f8bf310263c1"],
  ])("with the claims %j has the user name %s", (claims, username) => {
    expect(externalPerson(claims, FROM).username).toBe(username);
  });

  it.each([
    [["ir", "sec"], "groups", ["ir", "sec"]],
    ["ir", "groups", ["ir"]],
    [["ir", 7, null, { ir: 1 }], "groups", ["ir"]],
    [undefined, "groups", []],
    [{ ir: true }, "groups", []],
  ])("whose groups are %j is in those that are text", (groups, groupsClaim, expected) => {
    expect(externalPerson({ sub: "8f2", groups }, { ...FROM, groupsClaim }).groups).toEqual(expected);
  });

  it("may have groups inside another claim, or under a name with dots", () => {
    const from = { ...FROM, groupsClaim: "realm_access.roles" };
    expect(externalPerson({ sub: "8f2", realm_access: { roles: ["ir"] } }, from).groups).toEqual(["ir"]);
    expect(externalPerson({ sub: "8f2", "realm_access.roles": ["ir"] }, from).groups).toEqual(["ir"]);
  });

  it("does not exist without a subject", () => {
    expect(() => externalPerson({ email: "a@b.org" }, FROM)).toThrow("expected string");
  });
});
