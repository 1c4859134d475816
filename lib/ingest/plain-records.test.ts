import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text";
import { isTooDeep, MAX_DEPTH } from "./is-too-deep";
import { PlainRecords } from "./plain-records";
import { recordTexts } from "./record-text";

const record = (n: number, more: object = {}): object => ({
  eventVersion: "1.11",
  eventName: "GetObject",
  eventSource: "s3.amazonaws.com",
  eventID: `id ${n}`,
  ...more,
});
const fileOf = (records: readonly object[]): string => JSON.stringify({ Records: records });

function readAll(text: string): unknown[] | null {
  const plain = PlainRecords.in(text);
  return plain && Array.from({ length: plain.length }, (_, index) => plain.read(index));
}

describe("PlainRecords", () => {
  it("gives the records of a log file, and their text, as decoding the whole does", () => {
    const text = fileOf([
      record(1),
      record(2, { requestParameters: { key: '},{"eventVersion":"in a text"}' } }),
      record(3, { resources: [{ ARN: "a" }, { ARN: "b" }], list: [[], [{}], {}] }),
    ]);
    const decoded = decodeText(text);
    if ("skip" in decoded) throw new Error(decoded.skip);
    expect(readAll(text)).toEqual(decoded.records);
    const plain = PlainRecords.in(text);
    const places = [0, 1, 2];
    expect(places.map((place) => plain?.textOf(place))).toEqual(
      places.map((place) => recordTexts(text, "records", places).get(place)),
    );
  });

  it.each([
    [
      "a list inside a record whose elements begin as records do",
      fileOf([record(1, { list: [record(2), record(3)] }), record(4)]),
    ],
    ["a record that begins with another key", fileOf([record(1), { userIdentity: {}, ...record(2) }])],
    ["a broken record", fileOf([record(1), record(2), record(3)]).replace('"id 2"', '"id 2')],
    [
      "something between two records",
      fileOf([record(1), record(2)]).replace('},{"eventVersion"', '},1,{"eventVersion"'),
    ],
    ["a list that goes on behind its end", `${fileOf([record(1)])}${fileOf([record(2)])}`],
    ["what is no record at all", '{"Records":[{"name":"x"},{"name":"y"}]}'],
  ])("says that it cannot read %s", (_, text) => {
    expect(readAll(text)).toContain(undefined);
  });

  it.each([
    ["white space", '{ "Records": [{"eventVersion":"1"}] }'],
    ["a bare list", '[{"eventVersion":"1"}]'],
    ["an empty list", '{"Records":[]}'],
    ["more than the list", '{"Records":[{"eventVersion":"1"}],"more":{}}'],
    ["a cut file", '{"Records":[{"eventVersion":"1"},{"eventVer'],
    ["a key without end", `{"Records":[{"${"x".repeat(100)}":1}]}`],
  ])("takes no text with %s for plain", (_, text) => {
    expect(PlainRecords.in(text)).toBeNull();
  });
});

const KEYS = [
  '"eventVersion"',
  '"\\u0065ventVersion"',
  '"EventVersion"',
  '"__proto__"',
  '"constructor"',
  '"eventName"',
  '"eventSource"',
  '"eventID"',
  '"Records"',
  '"a\\"b"',
  '""',
];
const VALUES = [
  '"1.11"',
  '"\\ud800"',
  '"\\u0000"',
  '"},{\\"eventVersion\\":\\"1\\"}]}"',
  "1e999",
  "-0",
  "123456789012345678901234567890",
  "0.1e-999",
  "null",
  "true",
  "{}",
  "[]",
  `${"[".repeat(MAX_DEPTH + 5)}${"]".repeat(MAX_DEPTH + 5)}`,
  '{"eventVersion":"1"},{"eventVersion":"2"}',
  '[{"eventVersion":"1"},{"eventVersion":"2"}]',
  '"cut',
  "\uFEFF",
  "\0",
  " 1",
  "nul",
];
const member = fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)).map(([key, value]) => `${key}:${value}`);
const like = fc.constantFrom(
  '"eventVersion":"1.11","eventName":"a","eventSource":"b"',
  '"eventName":"a","eventVersion":"1"',
  "",
);
const hostileRecord = fc
  .tuple(like, fc.array(member, { maxLength: 4 }))
  .map(([first, more]) => `{${[first, ...more].filter((text) => text !== "").join(",")}}`);
const between = fc.constantFrom(",", ",", ",", ", ", ",1,", "],[", '],"Records":[');
const around = fc.constantFrom(
  ["", ""],
  ["", ""],
  ["\uFEFF", ""],
  [" ", ""],
  ["", "\n"],
  ["", "{}"],
  ['{"Records":[]}', ""],
);
const hostileText = fc
  .tuple(around, fc.array(fc.tuple(hostileRecord, between), { minLength: 1, maxLength: 5 }))
  .map(([[before = "", after = ""], records]) => {
    const list = records.map(([text, glue], n) => (n === records.length - 1 ? text : text + glue)).join("");
    return `${before}{"Records":[${list}]}${after}`;
  });

it("gives what decoding the whole gives, to the last record and its text, or says that it cannot, whatever the text", () => {
  let read = 0;
  fc.assert(
    fc.property(hostileText, (text) => {
      const records = readAll(text);
      if (records === null || records.includes(undefined)) return;
      read++;
      const decoded = decodeText(text);
      if ("skip" in decoded) throw new Error(decoded.skip);
      expect(decoded.format).toBe("records");
      const places = records.map((_, index) => index);
      const deep = places.filter((index) => isTooDeep([records[index]], MAX_DEPTH + 1));
      expect([...decoded.bad.keys()]).toEqual(deep);
      const readable = records.map((one, index) => (deep.includes(index) ? undefined : one));
      expect(isDeepStrictEqual(readable, decoded.records)).toBe(true);
      const texts = recordTexts(text, "records", places);
      expect(places.map((place) => PlainRecords.in(text)?.textOf(place))).toEqual(
        places.map((place) => texts.get(place)),
      );
    }),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(50);
});
