import { describe, expect, it } from "vitest";
import { decodeText } from "./decode-text";
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
