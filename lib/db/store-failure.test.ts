import { describe, expect, it } from "vitest";
import { storeFailure } from "./store-failure";

const coded = (code: string, message = "x"): Error => Object.assign(new Error(message), { code });

describe("storeFailure", () => {
  it.each([
    ["a refused connection", coded("ECONNREFUSED")],
    ["a server that is ending", coded("57P01")],
    ["a server that is starting", coded("57P03")],
    ["a lost connection", new Error("Connection terminated unexpectedly")],
    ["both addresses of a name refusing", new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")])],
    ["the driver's error inside Prisma's", new Error("failed", { cause: coded("08006") })],
  ])("takes %s for a database that does not answer", (_case, error) => {
    expect(storeFailure(error)).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("does not answer"),
    });
  });

  it("says when the disk is full and when the connections are used up", () => {
    expect(storeFailure(coded("53100"))?.message).toContain("full");
    expect(storeFailure(coded("53300"))?.message).toContain("no connection left");
  });

  it.each([
    ["a broken statement", coded("42601")],
    ["a broken key", coded("23505")],
    ["a bug", new TypeError("x")],
    ["no error", "x"],
  ])("leaves %s alone", (_case, error) => {
    expect(storeFailure(error)).toBeNull();
  });
});
