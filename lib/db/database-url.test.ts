import { describe, expect, it } from "vitest";
import { describeDatabase, poolConfigOf } from "./database-url";

describe("poolConfigOf", () => {
  it.each([
    ["postgresql://u:p@db/x", 10],
    ["postgresql://u:p@db/x?pool_max=25", 25],
    ["postgres://u:p@db/x?connection_limit=3&sslmode=require", 3],
  ])("takes the pool size from %s", (url, max) => {
    expect(poolConfigOf(url).max).toBe(max);
  });

  it("leaves TLS to the URL and keeps its own parameters from the server", () => {
    const { connectionString } = poolConfigOf(
      "postgresql://u:p@db/x?pool_max=5&sslmode=verify-full&sslrootcert=/ca.pem",
    );
    expect(connectionString).toBe("postgresql://u:p@db/x?sslmode=verify-full&sslrootcert=%2Fca.pem");
  });

  it("puts every session in UTC, also where the URL has options of its own", () => {
    expect(poolConfigOf("postgresql://db/x").options).toBe("-c timezone=UTC");
    const { options, connectionString } = poolConfigOf("postgresql://db/x?options=-c%20search_path%3Dlogs");
    expect(options).toBe("-c search_path=logs -c timezone=UTC");
    expect(connectionString).toBe("postgresql://db/x");
  });

  it.each(["mysql://db/x", "db.example.org", "", "postgresql://db/x?pool_max=0", "postgresql://db/x?pool_max=lots"])(
    "refuses %j with the form that it should have",
    (url) => {
      expect(() => poolConfigOf(url)).toThrow(/DATABASE_URL (is not of the form|has a pool size of)/);
    },
  );
});

it("names a database without its password", () => {
  expect(describeDatabase("postgresql://user:secret@db.example.org:6432/logs?sslmode=require")).toBe(
    "db.example.org:6432/logs",
  );
});
