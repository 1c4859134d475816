import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { EMPTY_FILTER } from "@/lib/events/event-filter";
import { CSV_COLUMNS } from "@/lib/events/export-format";
import { TOKEN_MARK } from "@/lib/events/mask-tokens";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { resolveSeed } from "@/lib/seed/server/resolve-seed";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { exportEvents } from "./export-events";
import { exportSelected } from "./export-selected";
import { findText } from "./find-text";
import { getEvent } from "./get-event";
import { getRecordText } from "./get-record-text";
import { listEvents } from "./list-events";

const ASSUME = "0b3c1f52-5b0e-4d3c-9a41-0a1b2c3d4e5f";
const TOKEN = "FwoGZXIvYXdzEXAMPLE//token==";
const ROLE = "arn:aws:iam::111122223333:role/agent";

/** Odd spaces and number forms on purpose: the text has to come back as it is here. */
const ASSUME_TEXT = `{"eventVersion":"1.08", "eventTime":"2026-11-02T14:05:09Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole",
 "awsRegion":"us-east-1","sourceIPAddress":"192.0.2.10","userAgent":"=HYPERLINK(\\"http://x\\")","eventID":"${ASSUME}","eventType":"AwsApiCall",
 "recipientAccountId":"111122223333","readOnly":true,"oddNumber":1.50e+3,
 "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLEID0000001","arn":"arn:aws:iam::111122223333:user/dev","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE1","userName":"dev"},
 "requestParameters":{"roleArn":"${ROLE}","roleSessionName":"run-1"},
 "responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE2","sessionToken":"${TOKEN}","expiration":"Nov 2, 2026, 3:05:09 PM"}}}`;

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "wakeline-"));
  await writeFile(join(folder, "a.json"), `{"Records":[${ASSUME_TEXT},${getObject(1)},${getObject(2)}]}`);
  await writeFile(join(folder, "b.json"), `[${ASSUME_TEXT}]`);
  await ingestPaths(database, {
    kind: "cli",
    source: "test",
    actorName: "test",
    paths: [join(folder, "a.json"), join(folder, "b.json")],
    loaders: 1,
    signal: new AbortController().signal,
  });
}, 120_000);
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

function getObject(n: number): string {
  return JSON.stringify({
    eventVersion: "1.08",
    eventTime: `2026-11-02T14:0${5 + n}:00Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    eventCategory: "Data",
    awsRegion: "eu-west-1",
    sourceIPAddress: "192.0.2.10",
    userAgent: 'Boto3, "quoted"',
    eventID: `0b3c1f52-5b0e-4d3c-9a41-00000000000${n}`,
    requestID: `REQUEST${n}EXAMPLE`,
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
    requestParameters: { bucketName: "data", key: `-report ${n}.csv` },
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::data/-report ${n}.csv` },
      { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::data", accountId: "111122223333" },
    ],
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLEID0000001:run-1",
      arn: "arn:aws:sts::111122223333:assumed-role/agent/run-1",
      accountId: "111122223333",
      accessKeyId: "ASIAEXAMPLE2",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: "AROAEXAMPLEID0000001",
          arn: ROLE,
          accountId: "111122223333",
          userName: "agent",
        },
        attributes: { creationDate: "2026-11-02T14:05:09Z" },
      },
    },
  });
}

const asRole = (role: "viewer" | "investigator"): Context => ({
  ...database.ctx,
  actor: { kind: "user", userId: "0b3c1f52-5b0e-4d3c-9a41-0a1b2c3d4e00", name: "Vera", role, address: null },
});

async function actions(): Promise<string[]> {
  const { rows } = await database.pool.query<{ action: string }>("select action from audit_log order by id");
  return rows.map(({ action }) => action);
}

describe("the evidence of an event", () => {
  it("leads from an event to every place where it was delivered", async () => {
    const event = await getEvent(database.ctx, { eventId: ASSUME });
    expect(event).toMatchObject({
      action: "AssumeRole",
      identity: "dev",
      copies: 1,
      copiesDiffer: false,
      integrity: "unverified",
      readOnly: true,
    });
    const places = [event.place, ...event.otherPlaces];
    expect(
      places
        .map(({ paths, recordIndex, differs }) => [paths[0]?.slice(folder.length + 1), recordIndex, differs])
        .toSorted(),
    ).toEqual([
      ["a.json", 0, false],
      ["b.json", 0, false],
    ]);
    expect(new Set(places.map(({ sha256 }) => sha256)).size).toBe(2);
  });

  it("says of each event in a list what it says of it alone", async () => {
    const list = {
      filter: EMPTY_FILTER,
      order: "oldest" as const,
      at: { kind: "after" as const, cursor: null },
      limit: 100,
    };
    const { rows } = await listEvents(database.ctx, list);
    expect(new Set(rows.map(({ copies }) => copies))).toEqual(new Set([0, 1]));
    for (const row of rows) expect(await getEvent(database.ctx, { eventId: row.eventId })).toMatchObject(row);
  });

  it("gives the record's text character for character, except for the session token, and audits the view", async () => {
    const { text, masked } = await getRecordText(asRole("viewer"), { eventId: ASSUME, copy: 0, raw: false });
    expect(text).toBe(ASSUME_TEXT.replace(TOKEN, TOKEN_MARK));
    expect(masked).toBe(1);
    expect((await actions()).at(-1)).toBe("record.view");
  });

  it("shows the token to investigators only, and audits that apart", async () => {
    await expect(getRecordText(asRole("viewer"), { eventId: ASSUME, copy: 0, raw: true })).rejects.toThrow(
      /investigator role/,
    );
    const { text } = await getRecordText(asRole("investigator"), { eventId: ASSUME, copy: 1, raw: true });
    expect(text).toBe(ASSUME_TEXT);
    expect((await actions()).at(-1)).toBe("record.view-raw");
  });

  it("says so where there is no such event or no such delivery", async () => {
    await expect(getEvent(database.ctx, { eventId: "no-such-event" })).rejects.toThrow(/No event "no-such-event"/);
    await expect(getRecordText(database.ctx, { eventId: ASSUME, copy: 2, raw: false })).rejects.toThrow(
      /has 2 deliveries/,
    );
  });
});

describe("exportEvents", () => {
  const read = async (format: "csv" | "ndjson", clauses = EMPTY_FILTER.clauses): Promise<string> => {
    let text = "";
    for await (const part of await exportEvents(database.ctx, { filter: { ...EMPTY_FILTER, clauses }, format }))
      text += part;
    return text;
  };

  it("writes every event once, oldest first, with no cell that a spreadsheet would run", async () => {
    const [head, ...lines] = parse(await read("csv"), { recordDelimiter: "\r\n" });
    expect(head).toEqual([...CSV_COLUMNS]);
    expect(lines.map((line) => line[CSV_COLUMNS.indexOf("action")])).toEqual(["AssumeRole", "GetObject", "GetObject"]);
    expect(lines[0]?.[CSV_COLUMNS.indexOf("userAgent")]).toBe(`'=HYPERLINK("http://x")`);
    expect(lines.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect((await actions()).at(-1)).toBe("events.export");
  });

  it("gives programs one JSON object a line, with all resources", async () => {
    const lines = (await read("ndjson", [{ field: "resource", not: false, value: "data" }]))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      eventId: "0b3c1f52-5b0e-4d3c-9a41-000000000001",
      identity: "agent",
      credential: "ASIAEXAMPLE2",
      resources: ["arn:aws:s3:::data/-report 1.csv"],
    });
  });
});

describe("resolveSeed", () => {
  it.each([
    ["a role's ARN", ROLE, "identity"],
    ["a session's ARN", "arn:aws:sts::111122223333:assumed-role/agent/run-1", "identity"],
    ["a unique id with its session", "AROAEXAMPLEID0000001:run-1", "identity"],
    ["a key id", "ASIAEXAMPLE2", "credential"],
    ["a session name", "run-1", "session"],
    ["an account", "111122223333", "account"],
    ["an address with brackets", "192.0.2[.]10", "address"],
    ["an eventID in capitals", ASSUME.toUpperCase(), "event"],
    ["a requestID", "REQUEST1EXAMPLE", "event"],
    ["a bucket", "data", "resource"],
    ["an object's address", "s3://data/-report 1.csv", "resource"],
    ["an action", "GetObject", "action"],
    ["a part of a name", "agen", "identity"],
  ])("knows %s", async (_case, text, kind) => {
    const { hits, missing } = await resolveSeed(database.ctx, { text });
    expect(hits.map((hit) => hit.kind)).toContain(kind);
    expect(missing).toEqual([]);
    const places = /^\/(?:identities|events|e)/;
    for (const hit of hits) expect(hit.href).toMatch(hit.kind === "resource" ? /^\/resources\// : places);
  });

  it("looks fifty up at once and names those that nothing fits", async () => {
    const strangers = Array.from({ length: 48 }, (_, index) => `203.0.113.${index}`);
    const { hits, missing, indicators } = await resolveSeed(database.ctx, {
      text: [ROLE, ASSUME, ...strangers].join("\n"),
    });
    expect(indicators).toBe(50);
    expect(hits.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["identity", "event"]));
    expect(missing).toEqual(strangers);
  });
});

describe("chosen events", () => {
  it("are exported as the whole list has them, oldest first, and audited with their ids", async () => {
    const eventIds = ["0b3c1f52-5b0e-4d3c-9a41-000000000002", ASSUME, "0b3c1f52-5b0e-4d3c-9a41-00000000dead"];
    const { text, events } = await exportSelected(database.ctx, { eventIds, format: "ndjson" });
    let all = "";
    for await (const part of await exportEvents(database.ctx, { filter: EMPTY_FILTER, format: "ndjson" })) all += part;
    const [first, , last] = all.trim().split("\n");
    expect(text.trim().split("\n")).toEqual([first, last]);
    expect(events).toBe(2);
    const csv = await exportSelected(database.ctx, { eventIds: [ASSUME], format: "csv" });
    expect(parse(csv.text, { recordDelimiter: "\r\n" })[1]?.[CSV_COLUMNS.indexOf("userAgent")]).toBe(
      `'=HYPERLINK("http://x")`,
    );
  });
});

describe("a text", () => {
  const find = async (text: string, filter = EMPTY_FILTER) => {
    const { hits, records } = await findText(database.ctx, { filter, text, beforeMs: null });
    return { ids: hits.map(({ eventId }) => eventId.slice(-1)), records };
  };

  it("is found in names and anywhere in records, whatever its case, in order of time", async () => {
    expect(await find("getobject")).toEqual({ ids: ["1", "2"], records: 3 });
    expect((await find("report 2.csv")).ids).toEqual(["2"]);
    expect((await find("192.0.2.10")).ids).toHaveLength(3);
    expect((await find("request2example")).ids).toEqual(["2"]);
    expect((await find("oddNumber")).ids).toEqual(["f"]);
    expect((await find("100%")).ids).toEqual([]);
  });

  it("is found before a time only, where the search goes on from there", async () => {
    const { hits } = await findText(database.ctx, { filter: EMPTY_FILTER, text: "getobject", beforeMs: null });
    const [first, last] = hits;
    const asked = { filter: EMPTY_FILTER, text: "getobject" };
    expect(first?.timeMs).toBeLessThan(last?.timeMs ?? 0);
    expect((await findText(database.ctx, { ...asked, beforeMs: last?.timeMs ?? 0 })).hits).toEqual([first]);
    expect((await findText(database.ctx, { ...asked, beforeMs: first?.timeMs ?? 0 })).hits).toEqual([]);
  });

  it("is not found in the value of a session token, nor outside the filter", async () => {
    expect((await find("EXAMPLE//token")).ids).toEqual([]);
    const clauses = [{ field: "action" as const, not: false, value: "AssumeRole" }];
    expect(await find("GetObject", { ...EMPTY_FILTER, clauses })).toEqual({ ids: [], records: 1 });
  });
});
