import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "@/lib/base/app-error";
import { demoCommand } from "./demo";
import type { Io } from "./io";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "wakeline-demo-command-"));
  folders.push(path);
  return path;
}

function terminal(cwd: string): Io & { readonly out: string[] } {
  const out: string[] = [];
  return {
    out,
    stdout: (line) => void out.push(line),
    stderr: () => {},
    status: null,
    json: true,
    cwd,
    stdin: Readable.from([]),
    signal: new AbortController().signal,
  };
}

describe("wakeline demo", () => {
  it("writes the files under the folder that is named, seen from where the user stands", async () => {
    const cwd = folder();
    const io = terminal(cwd);
    expect(await demoCommand(["--out", "files", "--events", "5000", "--days", "7"], io)).toBe(0);
    expect(readdirSync(join(cwd, "files")).sort()).toEqual([
      "README.txt",
      "config",
      "iam",
      "logs",
      "object-metadata",
      "organization",
      "public-keys",
      "siem",
      "truth",
    ]);
    expect(JSON.parse(io.out.join(""))).toMatchObject({ out: join(cwd, "files"), seed: 7, events: 5000, days: 7 });
  }, 120_000);

  it("refuses a folder that holds something already", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "mine.txt"), "");
    await expect(demoCommand(["--out", cwd], terminal(cwd))).rejects.toThrow(AppError);
    expect(readdirSync(cwd)).toEqual(["mine.txt"]);
  });

  it.each([
    ["events that are no number", ["--events", "many"]],
    ["a seed below nothing", ["--seed", "-1"]],
    ["half a day", ["--days", "7.5"]],
  ])("shows its usage for %s", async (_case, args) => {
    const cwd = folder();
    await expect(demoCommand([...args, "--out", join(cwd, "new")], terminal(cwd))).rejects.toThrow(
      /whole number|ambiguous/,
    );
  });

  it.each([
    ["too few events for its stories", ["--events", "100"]],
    ["too few days", ["--days", "2"]],
    ["too many days", ["--days", "4000"]],
  ])("refuses %s with the reason", async (_case, args) => {
    const cwd = folder();
    await expect(demoCommand([...args, "--out", join(cwd, "new")], terminal(cwd))).rejects.toThrow(AppError);
  });
});
