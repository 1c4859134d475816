import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "./decode-text";
import type { TextFormat } from "./decoded";
import { endOfValue } from "./json-scan";
import { recordTexts } from "./record-text";

/** JSON text as strange as it may be and still be JSON: white space, escapes, duplicate keys, numbers beyond what a double holds. */
const space = fc.constantFrom("", "", " ", "\n", "\t", "\r\n  ");
const string = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\u0041\\ud83d\\ude00"', '"}],{[\\"\\\\"', '"\\\\\\\\"', '"\\\\\\""', '"\\ud800"'),
);
const scalar = fc.oneof(
  string,
  fc.constantFrom("null", "true", "1e400", "-0", "123456789012345678901234567890", "0.1e-7"),
);
/** JSON.parse of Node 24 takes one key that is written with escapes for another, by what it parsed before: it cannot judge these. */
const key = Number(process.versions.node.split(".")[0]) < 24 ? string : string.filter((text) => !text.includes("\\"));
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalar,
    fc
      .tuple(space, fc.array(tie("value"), { maxLength: 3 }), space)
      .map(([a, items, b]) => `[${a}${items.join(`${b},${a}`)}${b}]`),
    fc
      .tuple(space, fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }), space)
      .map(
        ([a, members, b]) =>
          `{${a}${members.map(([name, inner]) => `${name}${b}:${a}${inner}`).join(`${a},${b}`)}${b}}`,
      ),
  ),
}));
const record = fc.tuple(space, value, value, fc.boolean()).map(([gap, first, second, isTwice]) => {
  const twice = isTwice ? `"requestParameters":${gap}${second},` : "";
  return `{"eventVersion":${gap}"1.08",${gap}"eventName":"A","eventSource":"b",${twice}"requestParameters":${gap}${first}${gap}}`;
});
const flat = record.map((text) => text.replace(/[\r\n]+/g, " "));

type Sample = { readonly format: TextFormat; readonly text: string };
const quoted = (text: string): string => JSON.stringify(text);
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const list = (one: fc.Arbitrary<string>, wrap: (items: string[], gap: string) => string): fc.Arbitrary<string> =>
  fc.tuple(fc.array(one, { minLength: 1, maxLength: 4 }), space).map(([items, gap]) => wrap(items, gap));

const samples: readonly (readonly [TextFormat, fc.Arbitrary<string>])[] = [
  ["records", list(record, (items, gap) => `{${gap}"Records":${gap}[${items.join(`${gap},`)}${gap}]${gap}}`)],
  ["array", list(record, (items, gap) => `${gap}[${gap}${items.join(`,${gap}`)}]${gap}`)],
  ["sequence", list(flat, (items) => items.join("\n"))],
  ["sequence", list(record, (items, gap) => items.join(gap))],
  [
    "eventbridge",
    list(flat, (items) =>
      items.map((item) => `{"detail-type":"AWS API Call via CloudTrail","detail":${item}}`).join("\n"),
    ),
  ],
  [
    "logs-subscription",
    list(record, (items) => `{"logEvents":[${items.map((item) => `{"message":${quoted(item)}}`).join()}]}`),
  ],
  [
    "filtered-logs",
    list(
      record,
      (items, gap) => `{"events":${gap}[${items.map((item) => `{"message":${gap}${quoted(item)}}`).join()}]}`,
    ),
  ],
  [
    "lookup",
    list(
      record,
      (items) => `{"Events":[${items.map((item) => `{"EventName":"A","CloudTrailEvent":${quoted(item)}}`).join()}]}`,
    ),
  ],
  ["lookup-lines", list(record, (items) => items.map((item) => `{"CloudTrailEvent":${quoted(item)}}`).join("\n"))],
  [
    "wrapped",
    list(flat, (items) => items.map((item) => `{"x":{"data":1},"data":{"y":[],"event":${item}}}`).join("\n")),
  ],
  ["csv-raw", list(record, (items) => `a,_raw\n${items.map((item) => `1,${cell(item)}`).join("\n")}\n`)],
];

test.each(samples)("the text of a record in %s parses to the record that was decoded", (format, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const sample: Sample = { format, text };
      const decoded = decodeText(sample.text);
      if ("skip" in decoded) throw new Error(decoded.skip);
      expect(decoded.bad.size).toBe(0);
      // A single object in white space cannot be told from a sequence of one, and need not be.
      expect(decoded.format).toBe(sample.format);
      const indexes = decoded.records.map((_, index) => index);
      const found = recordTexts(text, decoded.format, indexes);
      for (const index of indexes) {
        const slice = found.get(index) ?? "missing";
        expect(JSON.parse(slice)).toEqual(decoded.records[index]);
        if (format === "records" || format === "array" || format === "sequence") expect(text).toContain(slice);
      }
    }),
    { numRuns: 150 },
  );
});

test("finds where any JSON value ends, whatever follows", () => {
  fc.assert(
    fc.property(value, fc.constantFrom("", ",", " ", "]", "}", "\n{"), (text, follower) => {
      expect(endOfValue(text + follower, 0)).toBe(text.length);
    }),
  );
});

test("leaves out an index that the text does not have, and gives what there is of a broken record", () => {
  const text = '{"Records":[{"eventName":"A","eventSource":"b"},{"eventName":nope}]}';
  const found = recordTexts(text, "records", [1, 7]);
  expect([...found]).toEqual([[1, '{"eventName":nope}']]);
});

test("never throws, whatever the text", () => {
  const noise = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n1a'), maxLength: 60 }),
    record.map((text) => text.slice(0, -3)),
  );
  const readAgain = fc.property(
    noise,
    fc.constantFrom("", '{"Records":[', "[", '{"Events":[{"CloudTrailEvent":'),
    (text, before) => {
      const decoded = decodeText(before + text);
      for (const format of ["records", "wrapped", "csv-raw"] as const) recordTexts(before + text, format, [0, 1, 2]);
      if ("skip" in decoded) return;
      const indexes = decoded.records.map((_, index) => index).filter((index) => !decoded.bad.has(index));
      const found = recordTexts(before + text, decoded.format, indexes);
      for (const index of indexes) expect(JSON.parse(found.get(index) ?? "missing")).toEqual(decoded.records[index]);
    },
  );
  expect(() => fc.assert(readAgain, { numRuns: 1000 })).not.toThrow();
});
