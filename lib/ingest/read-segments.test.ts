import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bytesHeld } from "@/lib/testing/bytes-held";
import { decodeText } from "./decode-text";
import type { TextFormat } from "./decoded";
import { InputError, LimitError } from "./input-error";
import { inputLimits } from "./input-limits";
import { type Delivered, type FileSummary, readSegments, type TextSegment } from "./read-segments";
import { recordTexts } from "./record-text";
import { textOfBytes } from "./text-of-bytes";

const SEGMENT = 16 * 1024;
const small = inputLimits({ segmentBytes: SEGMENT });
const record = (n: number): { [key: string]: unknown } => ({
  eventVersion: "1.08",
  eventName: "GetObject",
  eventSource: "s3.amazonaws.com",
  eventID: `id-${n}`,
  requestParameters: { key: `é😀 "]},{[ \\" ${"x".repeat((n * 37) % 300)}`, list: [[{}]] },
});
const many = Array.from({ length: 300 }, (_, n) => record(n));
const json = (value: unknown, space?: number): string => JSON.stringify(value, null, space);
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const inChunks = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size)),
    { objectMode: false },
  );

type ReadAll = {
  segments: TextSegment[];
  records: unknown[];
  bad: string[];
  format: TextFormat | null;
  summary: FileSummary | null;
};

/** Reads a file as the loader does: every later segment in the format of the first. */
async function readAll(delivered: Delivered, limits = small): Promise<ReadAll> {
  const stream = readSegments(async () => delivered, limits);
  const read: ReadAll = { segments: [], records: [], bad: [], format: null, summary: null };
  for await (const segment of stream) {
    read.segments.push(segment);
    expect(textOfBytes(segment.evidence)).toBe(segment.text);
    if (segment.oversized) {
      read.bad.push(segment.oversized.reason);
      continue;
    }
    const decoded = decodeText(segment.text, { part: segment.part, ...(read.format ? { format: read.format } : {}) });
    if ("skip" in decoded) throw new Error(decoded.skip);
    read.format ??= decoded.format;
    read.bad.push(...[...decoded.bad.values()].map(({ detail }) => detail));
    const texts = recordTexts(
      segment.text,
      read.format,
      decoded.records.map((_, index) => index),
    );
    decoded.records.forEach((one, index) => {
      if (!decoded.bad.has(index)) expect(JSON.parse(texts.get(index) ?? "null")).toEqual(one);
    });
    read.records.push(...decoded.records.filter((one) => one !== undefined));
  }
  read.summary = stream.summary;
  return read;
}

const message = (one: unknown): unknown => ({ id: "1", timestamp: 1, message: json(one) });
const files: readonly (readonly [string, string])[] = [
  ["a log file", json({ Records: many })],
  [
    "a log file with other keys before and after its records",
    json({ version: [1, { Records: [] }], Records: many, tail: { a: [1] }, end: "]}" }),
  ],
  ["a log file printed prettily", json({ Records: many }, 2)],
  ["a bare array", json(many)],
  ["a bare array, one record a line", `[\n${many.map((one) => json(one)).join(",\n")}\n]\n`],
  ["NDJSON", `${many.map((one) => json(one)).join("\n")}\n`],
  ["NDJSON with a byte order mark and Windows line ends", `\uFEFF${many.map((one) => json(one)).join("\r\n")}`],
  ["concatenated objects", many.map((one) => json(one)).join("")],
  ["objects printed prettily", many.map((one) => json(one, 2)).join("\n")],
  [
    "many log files one after the other",
    Array.from({ length: 30 }, (_, n) => json({ Records: many.slice(n * 10, n * 10 + 10) })).join(""),
  ],
  [
    "a list of EventBridge envelopes",
    json(many.map((detail) => ({ "detail-type": "AWS API Call via CloudTrail", detail }))),
  ],
  ["a subscription payload", json({ messageType: "DATA_MESSAGE", logEvents: many.map(message) })],
  ["filter-log-events output", json({ events: many.map(message), searchedLogStreams: [], nextToken: "x" }, 2)],
  [
    "LookupEvents output",
    json({ Events: many.map((one) => ({ EventName: "A", CloudTrailEvent: json(one) })), NextToken: "x" }),
  ],
  ["CSV with a _raw column", `"_raw",host\n${many.map((one) => `${cell(json(one, 1))},h`).join("\n")}\n`],
];

test.each(files)(
  "reads %s alike in one segment and in many, compressed or not, whatever the chunks",
  async (_, text) => {
    const bytes = Buffer.from(text);
    const whole = await readAll(bytes, inputLimits());
    expect(whole.records).toEqual(many);
    expect(whole.segments.map(({ part }) => part)).toEqual(["whole"]);
    for (const delivered of [bytes, inChunks(bytes, 1000), gzipSync(bytes), inChunks(gzipSync(bytes), 777)]) {
      const cut = await readAll(delivered);
      expect(cut.records).toEqual(many);
      expect(cut.bad).toEqual([]);
      expect(cut.format).toBe(whole.format);
      expect(cut.segments.length).toBeGreaterThan(3);
      expect(
        cut.segments.every(({ textBytes, repeatedHeaderBytes }) => textBytes - repeatedHeaderBytes <= SEGMENT),
      ).toBe(true);
      const again = Buffer.concat(
        cut.segments.map(({ evidence, repeatedHeaderBytes }) => evidence.subarray(repeatedHeaderBytes)),
      );
      expect(again.equals(bytes)).toBe(true);
      expect(cut.summary?.textBytes).toBe(bytes.length);
    }
  },
);

test("knows the hash and size of the bytes as delivered, with the first segment of a small file", async () => {
  const gz = gzipSync(json({ Records: many }));
  for (const limits of [inputLimits(), small]) {
    const { summary } = await readAll(inChunks(gz, 500), limits);
    expect(summary).toMatchObject({
      sha256: createHash("sha256").update(gz).digest(),
      deliveredBytes: gz.length,
      compressed: true,
      damage: null,
    });
  }
  const stream = readSegments(async () => gz, inputLimits());
  for await (const { evidence, compressed } of stream) {
    expect(stream.summary?.deliveredBytes).toBe(gz.length);
    expect([evidence.equals(gz), compressed]).toEqual([true, true]);
  }
});

test("reads all members of a gzip file, and gzip in gzip", async () => {
  const members = many.slice(0, 3).map((one) => gzipSync(`${json(one)}\n`));
  expect((await readAll(Buffer.concat(members), inputLimits())).records).toEqual(many.slice(0, 3));
  expect((await readAll(gzipSync(gzipSync(json(many))), inputLimits())).records).toEqual(many);
});

test("recovers what precedes the end of a cut gzip file, and says so", async () => {
  const noise = many.map((one, n) => ({ ...one, requestID: createHash("sha256").update(String(n)).digest("hex") }));
  const gz = gzipSync(json({ Records: noise }));
  for (const limits of [inputLimits(), small]) {
    const { records, bad, summary } = await readAll(inChunks(gz.subarray(0, gz.length >> 1), 300), limits);
    expect(records.length).toBeGreaterThan(20);
    expect(records).toEqual(noise.slice(0, records.length));
    expect(summary?.damage).toContain("ends early");
    expect(bad.length).toBeLessThanOrEqual(1);
  }
});

test("recovers what precedes damage in a gzip file, and says so", async () => {
  const noise = many.map((one, n) => ({ ...one, requestID: createHash("sha512").update(String(n)).digest("hex") }));
  const gz = gzipSync(json({ Records: noise }));
  gz.fill(0xff, gz.length >> 1, (gz.length >> 1) + 64);
  for (const limits of [inputLimits(), small]) {
    const { records, summary } = await readAll(gz, limits);
    expect(records.length).toBeGreaterThan(0);
    expect(records.slice(0, 20)).toEqual(noise.slice(0, Math.min(20, records.length)));
    expect(summary?.damage).toContain("damaged");
    expect(summary?.sha256).toEqual(createHash("sha256").update(gz).digest());
  }
});

test("takes padding after gzip data for padding, and names other bytes after it", async () => {
  const gz = gzipSync(json({ Records: many }));
  expect((await readAll(Buffer.concat([gz, Buffer.alloc(512)]), inputLimits())).summary?.damage).toBeNull();
  const { records, summary } = await readAll(Buffer.concat([gz, Buffer.from("garbage")]), inputLimits());
  expect(records).toEqual(many);
  expect(summary?.damage).toContain("is damaged after");
});

test("refuses a gzip file that gives nothing", async () => {
  await expect(readAll(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), inputLimits())).rejects.toThrow(
    InputError,
  );
});

test("takes gzip out of base64, alone and as a Lambda event delivers it", async () => {
  const payload = gzipSync(json({ messageType: "DATA_MESSAGE", logEvents: many.map(message) })).toString("base64");
  for (const text of [
    payload,
    `${payload}\n`,
    payload.replace(/.{76}/g, "$&\n"),
    json({ awslogs: { data: payload } }),
    json({ awslogs: { data: payload } }, 2),
  ]) {
    const { records, format, segments } = await readAll(Buffer.from(text), inputLimits());
    expect(records).toEqual(many);
    expect(format).toBe("logs-subscription");
    expect(segments[0]?.evidence.toString()).toBe(text);
  }
  const two = [many.slice(0, 5), many.slice(5, 9)].map((part) =>
    gzipSync(json({ logEvents: part.map(message) })).toString("base64"),
  );
  expect((await readAll(Buffer.from(two.join("\n")), inputLimits())).records).toEqual(many.slice(0, 9));
});

test("decodes UTF-16 by its mark, and keeps records with bytes that are no UTF-8", async () => {
  const text = json({ Records: many.slice(0, 2) });
  const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  expect((await readAll(little, inputLimits())).records).toEqual(many.slice(0, 2));
  const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
  expect((await readAll(big, inputLimits())).records).toEqual(many.slice(0, 2));
  const invalid = Buffer.from('[{"eventName":"A\xff","eventSource":"b"}]', "latin1");
  expect((await readAll(invalid, inputLimits())).records).toEqual([{ eventName: "A\uFFFD", eventSource: "b" }]);
});

test("gives one record beyond the size of a segment as one bad record, and reads on after it", async () => {
  const huge = { ...record(1000), errorMessage: '"]}\\'.repeat(SEGMENT) };
  for (const text of [
    json({ Records: [...many, huge, ...many] }),
    [...many, huge, ...many].map((one) => json(one)).join("\n"),
    json([huge, ...many, ...many]),
  ]) {
    const { records, bad, segments } = await readAll(inChunks(Buffer.from(text), 5000));
    expect(records).toEqual([...many, ...many]);
    expect(bad).toEqual(["too-large"]);
    expect(segments.find(({ oversized }) => oversized)?.oversized?.detail).toContain("MiB that one record may have");
  }
});

test("says where a large file is cut off", async () => {
  const text = json({ Records: many });
  const { records, bad } = await readAll(Buffer.from(text.slice(0, -200)));
  expect(records).toEqual(many.slice(0, records.length));
  expect(bad).toEqual([expect.stringContaining("the file ends in the middle of record")]);
});

test("refuses a compression bomb by the limit that it breaks, in one segment and in many", async () => {
  const bomb = gzipSync(Buffer.alloc(20 * 1024 ** 2, 32));
  for (const segmentBytes of [32 * 1024 ** 2, 1024 ** 2]) {
    const byRatio = readAll(bomb, inputLimits({ segmentBytes }));
    await expect(byRatio).rejects.toThrow(/more than 500 times its size.*compression bomb/);
    const bySize = await readAll(
      bomb,
      inputLimits({ segmentBytes, maxRatio: 10_000, maxFileBytes: 15 * 1024 ** 2 }),
    ).catch((caught: unknown) => caught);
    expect(bySize).toBeInstanceOf(LimitError);
    expect(String(bySize)).toMatch(/larger than 15 MiB decompressed.*WAKELINE_MAX_FILE_BYTES/);
  }
});

test("holds no more of a large file than a few segments", async () => {
  const line = Buffer.from(`${json(record(7))}\n`);
  const block = Buffer.concat(Array.from({ length: 3000 }, () => line));
  const blocks = 30;
  async function* long(): AsyncGenerator<Buffer> {
    for (let n = 0; n < blocks; n++) yield block;
  }
  const limits = inputLimits({ segmentBytes: 1024 ** 2 });
  let bytes = 0;
  let most = 0;
  const before = await bytesHeld();
  for await (const { textBytes } of readSegments(async () => Readable.from(long(), { objectMode: false }), limits)) {
    bytes += textBytes;
    most = Math.max(most, (await bytesHeld()) - before);
  }
  expect(bytes).toBe(block.length * blocks);
  expect(most).toBeLessThan(bytes / 4);
});

test.each([
  ["Parquet", Buffer.from("PAR1\u0015\u0000\u0015")],
  ["binary data", Buffer.from([0, 1, 2, 3, 0, 0, 0])],
  ["zip archive", gzipSync(Buffer.from("PK\u0003\u0004"))],
])("refuses %s", async (name, bytes) => {
  await expect(readAll(bytes, inputLimits())).rejects.toThrow(name);
  await expect(
    readAll(inChunks(Buffer.concat([bytes[0] === 0x1f ? gunzipSync(bytes) : bytes, Buffer.alloc(SEGMENT * 2)]), 999)),
  ).rejects.toThrow(InputError);
});

test("lets go of its source when its reader stops", async () => {
  const source = inChunks(Buffer.from(json({ Records: many })), 1000);
  for await (const segment of readSegments(async () => source, small)) {
    expect(segment.n).toBe(0);
    break;
  }
  expect(source.destroyed).toBe(true);
});

test("passes on what goes wrong with its source", async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield Buffer.from('{"Records":[');
    throw new Error("connection lost");
  }
  await expect(readAll(Readable.from(failing(), { objectMode: false }))).rejects.toThrow("connection lost");
});
