import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Files, tar, zip } from "@/lib/testing/make-archive";
import { isInputFailure } from "../input-error";
import { type InputLimits, inputLimits } from "../input-limits";
import { readSegments } from "../read-segments";
import type { Input } from "./input";
import { listInputs } from "./list-inputs";

let folder: string;
let limits: InputLimits;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wakeline inputs "));
  limits = inputLimits({ temporaryFolder: join(folder, ".temporary") });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = (name: string): Buffer =>
  Buffer.from(JSON.stringify({ Records: [{ eventName: name, eventSource: "s3.amazonaws.com" }] }));

function put(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

type Listed = {
  readonly read: { readonly [path: string]: string };
  readonly skipped: { readonly [path: string]: string };
};

/** Lists, and reads each input before the next is asked for; paths without the test's own folder. */
async function list(paths: readonly string[] = [folder], within: InputLimits = limits): Promise<Listed> {
  const read: { [path: string]: string } = {};
  const skipped: { [path: string]: string } = {};
  for await (const input of listInputs(paths, within)) {
    const path = input.path.replace(`${folder}/`, "");
    const outcome = "reason" in input ? input : await readOne(input, within);
    if ("reason" in outcome) skipped[path] = outcome.reason;
    else read[path] = outcome.text;
  }
  return { read, skipped };
}

async function readOne(
  { open }: Input,
  within: InputLimits,
): Promise<{ readonly text: string } | { readonly reason: string }> {
  let whole = "";
  try {
    for await (const segment of readSegments(open, within)) whole += segment.text;
  } catch (error) {
    if (isInputFailure(error)) return { reason: error.message };
    throw error;
  }
  return { text: whole };
}

const text = (name: string): string => log(name).toString();

test("walks folders in depth and in order, by content and not by name, and leaves hidden files out", async () => {
  put("b/two.txt", log("two"));
  put("b/one.exe", gzipSync(log("one")));
  put("a.json", log("a"));
  put(".git/config", "x");
  put("b/.DS_Store", "x");
  const listed = await list();
  expect(Object.entries(listed.read)).toEqual([
    ["a.json", text("a")],
    ["b/one.exe", text("one")],
    ["b/two.txt", text("two")],
  ]);
  expect(listed.skipped).toEqual({});
});

test("ends where a symbolic link leads back up, and follows those that do not", async () => {
  put("a/log.json", log("a"));
  symlinkSync(folder, join(folder, "a", "up"));
  symlinkSync(join(folder, "a", "log.json"), join(folder, "link.json"));
  symlinkSync(join(folder, "nowhere"), join(folder, "zz"));
  const { read, skipped } = await list();
  expect(Object.keys(read)).toEqual(["a/log.json", "link.json"]);
  expect(skipped).toEqual({ zz: "no such file or folder" });
});

const archives: readonly (readonly [string, (files: Files) => Promise<Buffer>])[] = [
  ["tar", tar],
  ["tar.gz", async (files) => gzipSync(await tar(files))],
  ["zip", async (files) => zip(files)],
];

test.each(archives)("reads the members of a %s, gzip or plain, large and small", async (_, make) => {
  const large = Buffer.from(
    JSON.stringify([{ eventName: "L", eventSource: "s", errorMessage: "x".repeat(9 * 1024 ** 2) }]),
  );
  put(
    "archive.dat",
    await make([
      ["a/one.json", log("one")],
      ["large.json", large],
      ["two.json.gz", gzipSync(log("two"))],
      ["__MACOSX/._x", log("no")],
    ]),
  );
  const { read, skipped } = await list([join(folder, "archive.dat")], inputLimits({ ...limits, maxRatio: 5000 }));
  expect(Object.keys(read)).toEqual(["archive.dat!a/one.json", "archive.dat!large.json", "archive.dat!two.json.gz"]);
  expect(read["archive.dat!two.json.gz"]).toBe(text("two"));
  expect(read["archive.dat!large.json"]).toBe(large.toString());
  expect(skipped).toEqual({});
});

test.each(archives)("goes on to the next member of a %s when one is not read", async (_, make) => {
  const large = Buffer.alloc(9 * 1024 ** 2, "[1]\n");
  put(
    "archive",
    await make([
      ["large", large],
      ["next", log("next")],
    ]),
  );
  const paths: string[] = [];
  for await (const { path } of listInputs([join(folder, "archive")], inputLimits({ ...limits, maxRatio: 5000 })))
    paths.push(path.replace(`${folder}/`, ""));
  expect(paths).toEqual(["archive!large", "archive!next"]);
});

test.each(archives)("keeps the names of a %s as labels only, and tells members of one name apart", async (_, make) => {
  const names = ["../../etc/passwd", "/abs/olute", "C:\\x", "same", "same", "same"];
  put("archive", await make(names.map((name, n) => [name, log(String(n))])));
  const { read } = await list([join(folder, "archive")]);
  expect(Object.keys(read)).toEqual([
    "archive!../../etc/passwd",
    "archive!/abs/olute",
    "archive!C:\\x",
    "archive!same",
    "archive!same#2",
    "archive!same#3",
  ]);
  expect(Object.values(read)).toEqual(names.map((__, n) => text(String(n))));
  expect(readdirSync(folder)).toEqual(["archive"]);
});

test("reads archives in archives up to the limit of nesting, which it names, and leaves nothing on disk", async () => {
  const inner = zip([["deep.json", log("deep")]]);
  const third = gzipSync(
    await tar([
      ["third.zip", inner],
      ["plain.json", log("plain")],
    ]),
  );
  const fourth = zip([["second.tgz", third]]);
  put(
    "top.tar",
    await tar([
      ["first.zip", fourth],
      ["last.json", log("last")],
    ]),
  );
  const { read, skipped } = await list([join(folder, "top.tar")], inputLimits({ ...limits, maxNesting: 3 }));
  expect(Object.keys(read)).toEqual(["top.tar!first.zip!second.tgz!plain.json", "top.tar!last.json"]);
  expect(skipped).toEqual({
    "top.tar!first.zip!second.tgz!third.zip": "an archive inside 3 others: the limit of nesting",
  });
  expect(
    Object.keys((await list([join(folder, "top.tar")], inputLimits({ ...limits, maxNesting: 4 }))).read),
  ).toHaveLength(3);
});

test("spools a large zip archive that comes in another, and removes it", async () => {
  const inner = zip([
    ["noise.bin", randomBytes(9 * 1024 ** 2)],
    ["a.json", log("a")],
  ]);
  expect(inner.length).toBeGreaterThan(8 * 1024 ** 2);
  put(
    "outer.tar",
    await tar([
      ["inner.zip", inner],
      ["b.json", log("b")],
    ]),
  );
  const { read, skipped } = await list([join(folder, "outer.tar")]);
  expect(Object.keys(read)).toEqual(["outer.tar!inner.zip!a.json", "outer.tar!b.json"]);
  expect(skipped).toEqual({ "outer.tar!inner.zip!noise.bin": "binary data, not a log" });
  expect(readdirSync(limits.temporaryFolder)).toEqual([]);
});

test("stops an archive at the limit of members, which it names, and goes on with the next file", async () => {
  put("a.tar", await tar(Array.from({ length: 20 }, (_, n) => [`${n}.json`, log(String(n))])));
  put("b.zip", zip(Array.from({ length: 20 }, (_, n) => [`${n}.json`, log(String(n))])));
  put("c.json", log("c"));
  const { read, skipped } = await list([folder], inputLimits({ ...limits, maxMembers: 5 }));
  expect(Object.keys(read)).toHaveLength(11);
  expect(skipped["a.tar"]).toContain("more than 5 members");
  expect(skipped["b.zip"]).toContain("more than 5 members");
});

test.each(archives)("refuses a member of a %s beyond the size limit by name, and reads the others", async (_, make) => {
  put(
    "archive",
    await make([
      ["bomb.json", Buffer.alloc(3 * 1024 ** 2)],
      ["a.json", log("a")],
    ]),
  );
  const { read, skipped } = await list([join(folder, "archive")], inputLimits({ ...limits, maxFileBytes: 1024 ** 2 }));
  expect(Object.keys(read)).toEqual(["archive!a.json"]);
  expect(skipped["archive!bomb.json"]).toContain("larger than 1.0 MiB decompressed");
});

test("refuses compression bombs in zip and tar.gz by the ratio", async () => {
  const zeros = Buffer.alloc(30 * 1024 ** 2);
  put(
    "a.zip",
    zip([
      ["bomb", zeros],
      ["a.json", log("a")],
    ]),
  );
  put("b.tgz", gzipSync(await tar([["bomb.txt", Buffer.alloc(30 * 1024 ** 2, "a\n")]])));
  const { read, skipped } = await list();
  expect(Object.keys(read)).toEqual(["a.zip!a.json"]);
  expect(skipped["a.zip!bomb"]).toContain("more than 500 times its size");
  expect(skipped["b.tgz"]).toContain("more than 500 times its size");
});

test("names encrypted and unreadable members of a zip archive, and reads on in the other files", async () => {
  put("a.zip", zip([["secret.json", log("s")]], { flags: 0x801 }));
  put("b.zip", zip([["odd.json", log("s")]], { method: 14 }));
  const broken = zip([
    ["x.json", log("x")],
    ["y.json", log("y")],
  ]);
  broken.fill(0xff, 40, 50);
  put("c.zip", broken);
  put("d.zip", zip([["x.json", log("x")]]).subarray(0, 60));
  put("e.json", log("e"));
  const { read, skipped } = await list();
  expect(Object.keys(read)).toEqual(["c.zip!y.json", "e.json"]);
  expect(skipped["a.zip!secret.json"]).toContain("encrypted");
  expect(skipped["b.zip!odd.json"]).toContain("zip method 14");
  expect(skipped["c.zip!x.json"]).toContain("cannot be read to its end");
  expect(skipped["d.zip"]).toContain("broken zip archive");
});

test("reads the members before the end of a cut archive, and says that the rest is lost", async () => {
  const files: Files = Array.from({ length: 10 }, (_, n) => [
    `${n}.json`,
    Buffer.concat([log(String(n)), Buffer.alloc(5000, " ")]),
  ]);
  const whole = await tar(files);
  put("a.tar", whole.subarray(0, whole.length >> 1));
  const packed = gzipSync(whole);
  put("b.tgz", packed.subarray(0, packed.length >> 1));
  const { read, skipped } = await list();
  expect(Object.keys(read).filter((path) => path.startsWith("a.tar!")).length).toBeGreaterThan(2);
  expect(Object.keys(skipped).filter((path) => path.startsWith("a.tar!"))).toHaveLength(1);
  expect(skipped["a.tar"]).toContain("what follows in it is lost");
  expect(skipped["b.tgz"]).toContain("lost");
});

test("says why a named path cannot be read", async () => {
  const missing = join(folder, "missing");
  expect((await list([missing])).skipped).toEqual({ missing: "no such file or folder" });
});

test.skipIf(process.getuid?.() === 0)("says which file or folder it may not read, and goes on", async () => {
  chmodSync(put("a/secret.json", log("a")), 0);
  put("b.json", log("b"));
  const { read, skipped } = await list();
  expect(Object.keys(read)).toEqual(["b.json"]);
  expect(skipped).toEqual({ "a/secret.json": "permission denied" });
});

test("names Parquet and binary files without reading them", async () => {
  put("a.parquet", Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(100)]));
  put("b.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
  expect((await list()).skipped).toEqual({
    "a.parquet": "Parquet (Security Lake or Athena): not the CloudTrail records themselves",
    "b.png": "binary data, not a log",
  });
});

test("keeps no NUL of a member's name", async () => {
  put("a.zip", zip([["a\0b.json", log("a")]]));
  expect(Object.keys((await list()).read)).toEqual(["a.zip!a\uFFFDb.json"]);
});

test("reads standard input, whatever comes through it", async () => {
  const log = Buffer.from('[{"eventName":"A","eventSource":"b"}]');
  const inputs: readonly (readonly [Buffer, string])[] = [
    [log, "-"],
    [gzipSync(log), "-"],
    [gzipSync(await tar([["a.json", log]])), "-!a.json"],
    [zip([["a.json", log]]), "-!a.json"],
  ];
  for (const [bytes, path] of inputs) {
    const read: string[] = [];
    for await (const input of listInputs(["-"], limits, Readable.from([bytes], { objectMode: false }))) {
      if ("reason" in input) throw new Error(input.reason);
      for await (const segment of readSegments(input.open, limits)) read.push(input.path, segment.text);
    }
    expect(read).toEqual([path, log.toString()]);
  }
});
