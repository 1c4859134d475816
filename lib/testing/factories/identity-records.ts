import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import type { TestDatabase } from "@/lib/testing/test-database";
import type { LogRecord } from "./log-records";

const ACCOUNT = "111122223333";
const DAY = "2026-01-02";

/** A moment of the day on which these records play: `at("03:10:00")`. */
export function at(time: string): string {
  return `${DAY}T${time}Z`;
}

type Called = {
  readonly id: number;
  readonly time: string;
  /** `iam:CreateUser` */
  readonly call: string;
  readonly by: LogRecord;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly more?: LogRecord;
};

/** The id of the nth record. */
export function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

/** One record of a call: only what tests of identities look at. */
export function called({ id, time, call, by, request = null, response = null, more = {} }: Called): LogRecord {
  const [service = "", name = ""] = call.split(":");
  return {
    eventVersion: "1.11",
    eventID: idOf(id),
    eventTime: at(time),
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: "us-east-1",
    eventType: "AwsApiCall",
    recipientAccountId: ACCOUNT,
    userIdentity: by,
    requestParameters: request,
    responseElements: response,
    ...more,
  };
}

/** Of the length that IAM gives them. */
function uniqueId(prefix: string, name: string): string {
  return `${prefix}${name.toUpperCase().replaceAll(/[^A-Z]/g, "")}EXAMPLE`.padEnd(20, "0");
}

/** An IAM user as the caller, with a key or with what else its records carry. */
export function asUser(name: string, accessKeyId: string | null, created: string | null = null): LogRecord {
  return {
    type: "IAMUser",
    principalId: uniqueId("AIDA", name),
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    userName: name,
    ...(accessKeyId === null ? {} : { accessKeyId }),
    ...(created === null ? {} : { sessionContext: { attributes: { creationDate: at(created) } } }),
  };
}

/** A session of a role as the caller. */
export function asSession(role: string, session: string, [accessKeyId, created]: readonly [string, string]): LogRecord {
  const id = uniqueId("AROA", role);
  return {
    type: "AssumedRole",
    principalId: `${id}:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: id,
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: { creationDate: at(created) },
    },
  };
}

/** The parameters of an AssumeRole and its response, for a session of which `asSession` gives the caller. */
export function issuing(role: string, session: string, accessKeyId: string) {
  const id = uniqueId("AROA", role);
  return {
    request: { roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`, roleSessionName: session },
    response: {
      credentials: { accessKeyId, expiration: "Jan 2, 2026, 11:00:00 PM" },
      assumedRoleUser: {
        assumedRoleId: `${id}:${session}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
      },
    },
  };
}

/** Loads records by the ordinary way of loading files, one file. */
export async function loadRecords(store: TestDatabase, records: readonly LogRecord[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "wakeline-records-"));
  try {
    writeFileSync(join(folder, "records.json"), JSON.stringify({ Records: records }));
    await ingestPaths(store, {
      kind: "cli",
      source: "test",
      actorName: "test",
      paths: [folder],
      loaders: 1,
      signal: new AbortController().signal,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
