import { describe, expect, it } from "vitest";
import { explainFailure, explainRefusal, isPortTaken, isStillLeaving } from "./explain-failure";

const place = { data: "/home/me/.wakeline/postgres", log: "/home/me/.wakeline/postgres.log" };

describe("a server that does not start", () => {
  it.each([
    [
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      /disk that holds .* is full.*WAKELINE_HOME/,
    ],
    ["FATAL:  could not map anonymous shared memory: Cannot allocate memory", /not enough memory.*DATABASE_URL/],
    ["PANIC:  could not locate a valid checkpoint record at 0/1A", /is damaged. Move the folder away/],
    ["initdb: error: could not create directory: Read-only file system", /read-only file system/],
  ])("%s", (output, expected) => {
    const { message } = explainFailure(`LOG:  starting\n${output}\nLOG:  database system is shut down`, place);
    expect(message).toMatch(expected);
    expect(message).not.toContain("\n");
  });

  it("shows the server's own last complaint and its log where nothing better is known", () => {
    const { message } = explainFailure("LOG:  starting\nFATAL:  something new\nLOG:  bye\n", place);
    expect(message).toBe(
      `PostgreSQL did not start over ${place.data}: FATAL:  something new. Its log is ${place.log}.`,
    );
  });

  it("tells what passes by itself from what stays", () => {
    expect(isPortTaken('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true);
    expect(isStillLeaving("FATAL:  pre-existing shared memory block (key 1) is still in use")).toBe(true);
    expect(isPortTaken("FATAL:  no") || isStillLeaving("FATAL:  no")).toBe(false);
  });
});

describe("explainRefusal", () => {
  it.each([
    ["EACCES", /may not write in \/data/],
    ["EROFS", /read-only/],
    ["ENOSPC", /is full/],
  ])("%s names the folder and the way out", (code, expected) => {
    const message = explainRefusal(Object.assign(new Error("x"), { code }), "/data");
    expect(message).toMatch(expected);
    expect(message).toContain("WAKELINE_HOME");
  });
});
