import { expect, test } from "vitest";
import type { Decoded } from "./decoded";
import { decodeText } from "./decode-text";
import { recordTexts } from "./record-text";

const record = (n: number): { [key: string]: unknown } => ({
  eventVersion: "1.08",
  eventTime: "2026-01-02T03:04:05Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  requestParameters: { key: 'a "quoted" \\ key } ] , {', list: [1, { deep: "é😀" }] },
});
const records = [record(0), record(1), record(2)];
const json = (value: unknown, space?: number): string => JSON.stringify(value, null, space);
const bridge = (detail: unknown): unknown => ({
  version: "0",
  id: "x",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.s3",
  detail,
});
const message = (one: unknown): unknown => ({ id: "1", timestamp: 1, message: json(one) });
const lookup = (one: unknown): unknown => ({
  EventId: "1",
  EventName: "GetObject",
  EventSource: "s3",
  CloudTrailEvent: json(one),
});
const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function decoded(text: string): Decoded {
  const result = decodeText(text);
  if ("skip" in result) throw new Error(`skipped: ${result.skip}`);
  return result;
}

/** Index and text agree: what is read back of a record parses to what was decoded of it. */
function expectTexts(text: string, { format, records: found, bad }: Decoded): void {
  const indexes = found.map((_, index) => index);
  const texts = recordTexts(text, format, indexes);
  for (const index of indexes)
    if (!bad.has(index)) expect(JSON.parse(texts.get(index) ?? "null")).toEqual(found[index]);
}

const wrappings: readonly (readonly [string, string, string])[] = [
  ["a log file as S3 delivers it", "records", json({ Records: records })],
  ["a log file printed prettily", "records", json({ Records: records }, 2)],
  ["a log file with a byte order mark", "records", `\uFEFF${json({ Records: records })}`],
  ["a log file with other keys around its records", "records", json({ a: { Records: [1] }, Records: records, b: 1 })],
  ["several log files one after the other", "records", records.map((one) => json({ Records: [one] })).join("\n")],
  ["a bare array", "array", json(records)],
  ["a bare array printed prettily, after white space", "array", `\r\n ${json(records, 4)}\n`],
  ["NDJSON", "sequence", records.map((one) => json(one)).join("\n")],
  [
    "NDJSON with Windows line ends and a byte order mark",
    "sequence",
    `\uFEFF${records.map((one) => json(one)).join("\r\n")}\r\n`,
  ],
  ["concatenated objects", "sequence", records.map((one) => json(one)).join("")],
  ["objects printed prettily one after the other", "sequence", records.map((one) => json(one, 2)).join("\n")],
  [
    "records that a tool prefixed with time and stream",
    "sequence",
    records.map((one) => `2026-01-02T03:04:05 stream ${json(one)}`).join("\n"),
  ],
  ["EventBridge envelopes", "eventbridge", records.map((one) => json(bridge(one))).join("\n")],
  ["a list of EventBridge envelopes", "eventbridge", json(records.map(bridge))],
  [
    "a CloudWatch Logs subscription payload",
    "logs-subscription",
    json({ messageType: "DATA_MESSAGE", logGroup: "g", logEvents: records.map(message) }),
  ],
  [
    "subscription payloads and a control message",
    "logs-subscription",
    [
      { messageType: "CONTROL_MESSAGE", logEvents: [{ id: "", message: "CWL CONTROL MESSAGE" }] },
      { messageType: "DATA_MESSAGE", logEvents: records.map(message) },
    ]
      .map((one) => json(one))
      .join(""),
  ],
  ["filter-log-events output", "filtered-logs", json({ events: records.map(message), searchedLogStreams: [] }, 2)],
  [
    "Logs Insights results",
    "wrapped",
    json({
      results: records.map((one) => [
        { field: "@ptr", value: "x" },
        { field: "@message", value: json(one) },
      ]),
    }),
  ],
  ["LookupEvents output", "lookup", json({ Events: records.map(lookup), NextToken: "t" }, 2)],
  ["a list of looked-up events", "lookup-lines", json(records.map(lookup))],
  ["looked-up events line by line", "lookup-lines", records.map((one) => json(lookup(one))).join("\n")],
  ["message strings", "wrapped", records.map((one) => json({ "@timestamp": "t", message: json(one) })).join("\n")],
  [
    "_raw strings of a search export",
    "wrapped",
    records.map((one) => json({ preview: false, result: { _raw: json(one), host: "h" } })).join("\n"),
  ],
  [
    "event.original of Elastic",
    "wrapped",
    json({ hits: { hits: records.map((one) => ({ _source: { event: { original: json(one) } } })) } }),
  ],
  ["records under a vendor's key", "wrapped", json(records.map((one) => ({ source: "v", data: one })))],
  [
    "log files under a vendor's key",
    "wrapped",
    json(records.map((one) => ({ data: { Records: [one] }, log: "cloudtrail" }))),
  ],
  ["records under Event", "wrapped", records.map((one) => json({ Event: one })).join("\n")],
  ["records under cloudtrail", "wrapped", records.map((one) => json({ cloudtrail: one })).join("\n")],
  ["bare JSON strings", "wrapped", records.map((one) => json(json(one))).join("\n")],
  [
    "messages of SNS through a queue",
    "wrapped",
    json({
      Records: records.map((one) => ({
        eventSource: "aws:sqs",
        body: json({ Type: "Notification", Message: json(one) }),
      })),
    }),
  ],
  [
    "CSV with a _raw column",
    "csv-raw",
    `"_raw","_time",host\n${records.map((one) => `${csvCell(json(one))},"t",h`).join("\n")}\n`,
  ],
  [
    "CSV whose message column comes later",
    "csv-raw",
    `@timestamp,@message\r\n${records.map((one) => `t,${csvCell(json(one, 1))}`).join("\r\n")}`,
  ],
];

test.each(wrappings)("finds the records in %s", (_, format, text) => {
  const result = decoded(text);
  expect(result.records).toEqual(records);
  expect(result.bad.size).toBe(0);
  expect(result.format).toBe(format);
  expectTexts(text, result);
});

test("passes on records of sibling schemas and records with odd fields", () => {
  const odd = [
    {
      eventVersion: "1.0",
      accountId: "1",
      eventId: "x",
      eventCategory: "Aggregated",
      eventType: "AwsAggregatedEvent",
      timeWindow: {},
    },
    {
      eventVersion: "1.08",
      eventType: "AwsCloudTrailInsight",
      eventCategory: "Insight",
      insightDetails: { state: "Start" },
    },
    { EventName: 5, event_time: null },
    { eventName: "A", eventSource: 7, userIdentity: "nobody" },
  ];
  for (const one of odd) expect(decoded(json([one])).records).toEqual([one]);
});

test("keeps the good lines of NDJSON among lines that are not", () => {
  const text = [
    json(record(0)),
    '{"eventName":"cut off',
    "plain text",
    "more of it",
    json({ unrelated: true }),
    json(record(1)),
  ].join("\n");
  const result = decoded(text);
  expect(result.records).toEqual([record(0), undefined, undefined, { unrelated: true }, record(1)]);
  expect([...result.bad.keys()]).toEqual([1, 2]);
  expectTexts(text, result);
});

test("keeps what else was in the file as a bad record, with what it was", () => {
  expect(decoded(`hello\n${json(record(0))}`).bad.get(0)).toEqual({
    reason: "unreadable-json",
    detail: "not JSON: hello",
  });
});

test("recovers every whole record of a file that is cut anywhere, and says where it ends", () => {
  for (const text of [json({ Records: records }), json(records, 2), records.map((one) => json(one)).join("\n")]) {
    for (let cut = json(record(0)).length + 40; cut < text.length - 1; cut += 7) {
      const cutText = text.slice(0, cut);
      const result = decoded(cutText);
      const good = result.records.filter((one) => one !== undefined);
      expect(good).toEqual(records.slice(0, good.length));
      expect(result.records.length - good.length).toBeLessThanOrEqual(1);
      if (result.bad.size > 0)
        expect(result.bad.get(good.length)?.detail).toMatch(
          /^the file ends (in the middle of|early, before) record \d+/,
        );
      expectTexts(cutText, result);
    }
  }
});

test("keeps the other records of a list in which one is broken", () => {
  const [first, second, third] = records.map((one) => json(one));
  for (const broken of [
    '{"eventVersion":nope}',
    '{"eventVersion":"1.08","a":{',
    '{"eventVersion":"1.08","a":"unclosed}',
  ]) {
    const text = `{"Records":[${first},${broken},${second},${third}]}`;
    const result = decoded(text);
    expect(result.records.filter((one) => one !== undefined)).toEqual(records);
    expect(result.bad.size).toBe(1);
    expectTexts(text, result);
  }
});

test("flags a record that is nested too deeply, and keeps its neighbours", () => {
  const deep = `{"eventVersion":"1.08","eventName":"A","eventSource":"b","requestParameters":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const text = `{"Records":[${json(record(0))},${deep},${json(record(1))}]}`;
  const result = decoded(text);
  expect(result.records).toEqual([record(0), undefined, record(1)]);
  expect(result.bad.get(1)?.reason).toBe("too-deep");
  expect(recordTexts(text, result.format, [1]).get(1)).toBe(deep);
});

test("takes nesting of 499 levels", () => {
  const text = `[{"eventName":"A","eventSource":"b","requestParameters":${"[".repeat(499)}${"]".repeat(499)}}]`;
  expect(decoded(text).bad.size).toBe(0);
  expect(decoded(text.replace("[]", "[[]]")).bad.size).toBe(1);
});

test("survives nesting without end in texts that hold no records", () => {
  for (const text of [
    "[".repeat(1_000_000),
    `${"[".repeat(300_000)}${"]".repeat(300_000)}`,
    '{"a":'.repeat(300_000),
    '{"data":'.repeat(9_000) + "1" + "}".repeat(9_000),
  ]) {
    expect(decodeText(text)).toHaveProperty("skip");
  }
});

test("takes duplicate keys as a JSON parser does, and gives numbers as they were written", () => {
  const text =
    '{"Records":[{"eventName":"A","eventSource":"s","eventName":"B","n":12345678901234567890123,"x":1e400}]}';
  const result = decoded(text);
  expect(result.records).toMatchObject([{ eventName: "B" }]);
  expect(recordTexts(text, "records", [0]).get(0)).toBe(
    '{"eventName":"A","eventSource":"s","eventName":"B","n":12345678901234567890123,"x":1e400}',
  );
});

test("takes the last of several lists of records, in text as in value", () => {
  const text = `{"Records":[${json(record(0))}],"R\\u0065cords":[${json(record(1))}]}`;
  const result = decoded(text);
  expect(result.records).toEqual([record(1)]);
  expectTexts(text, result);
});

test("reads records with fields of a megabyte", () => {
  const large = { ...record(0), errorMessage: 'x"\\'.repeat(400_000) };
  const text = json({ Records: [large, record(1)] });
  expect(decoded(text).records).toEqual([large, record(1)]);
  expectTexts(text, decoded(text));
});

test("takes a log file without records for what it is", () => {
  expect(decodeText('{"Records":[]}')).toEqual({ format: "records", records: [], bad: new Map() });
});
