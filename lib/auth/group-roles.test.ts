import { describe, expect, it } from "vitest";
import { parseGroupRoles, roleOfGroups } from "./group-roles";

describe("group roles", () => {
  it.each([
    [["ir"], "investigator"],
    [["ir", "sec-admins"], "admin"],
    [["sec-admins", "ir"], "admin"],
    [[], "viewer"],
    [["SEC-ADMINS"], "viewer"],
  ])("of %j are the highest that any of them gives: %s", (groups, role) => {
    const roles = parseGroupRoles("sec-admins=admin, ir=investigator ,*=viewer");
    expect(roles && roleOfGroups(roles, groups)).toBe(role);
  });

  it("give nothing to those in none of them, unless there is one for everybody", () => {
    const roles = parseGroupRoles("sec-admins=admin");
    expect(roles && roleOfGroups(roles, ["others"])).toBeNull();
    expect(roles && roleOfGroups(roles, ["constructor"])).toBeNull();
  });

  it("take distinguished names: the last equals sign counts, and JSON where they hold commas", () => {
    expect(parseGroupRoles("CN=ir=investigator")?.get("CN=ir")).toBe("investigator");
    expect(parseGroupRoles('{"CN=ir,OU=sec":"admin"}')?.get("CN=ir,OU=sec")).toBe("admin");
  });

  it("give nobody a group with the name of everybody's sign by claiming it", () => {
    const roles = parseGroupRoles("sec-admins=admin");
    expect(roles && roleOfGroups(roles, ["*"])).toBeNull();
  });

  it.each(["", "  ", "ir", "ir=", "ir=owner", "=admin", "{", '{"ir":"owner"}', '["ir"]', "{}"])(
    "are refused as %j",
    (text) => {
      expect(parseGroupRoles(text)).toBeNull();
    },
  );
});
