import { createHash } from "node:crypto";

export type LogRecord = Readonly<Record<string, unknown>>;

/** A GUID that a number stands for. */
export function guidOf(seed: number | string): string {
  const hex = createHash("sha256").update(String(seed)).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const START_MS = Date.UTC(2026, 9, 5, 8);
const ACCOUNT = "111122223333";

/** Record number n of a made-up organisation: roles, users, services, objects, secrets, denials, now and then a broken one. */
export function logRecord(n: number, changes: LogRecord = {}): LogRecord {
  const role = `worker-${n % 5}`;
  const isObject = n % 3 === 0;
  return {
    eventVersion: "1.11",
    userIdentity: n % 7 === 6 ? user(n) : assumed(role, n),
    eventTime: new Date(START_MS + n * 97_000).toISOString().replace(".000", ""),
    eventSource: isObject ? "s3.amazonaws.com" : "secretsmanager.amazonaws.com",
    eventName: isObject ? "GetObject" : "GetSecretValue",
    awsRegion: n % 4 === 0 ? "eu-west-1" : "us-east-1",
    sourceIPAddress: `192.0.2.${n % 9}`,
    userAgent: `agent/${n % 3}`,
    ...(n % 11 === 0 ? { errorCode: "AccessDenied", errorMessage: "no" } : {}),
    requestParameters: isObject
      ? { bucketName: `bucket-${n % 2}`, key: `path/object ${n % 13}.json` }
      : { secretId: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:db-${n % 4}-AbCdEf` },
    responseElements: null,
    ...(isObject ? { additionalEventData: { bytesTransferredOut: n * 10, bytesTransferredIn: 0 } } : {}),
    requestID: guidOf(`request ${n}`),
    eventID: guidOf(n),
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: !isObject,
    recipientAccountId: ACCOUNT,
    eventCategory: isObject ? "Data" : "Management",
    ...changes,
  };
}

function assumed(role: string, n: number): LogRecord {
  const session = `run-${n % 6}`;
  return {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE${role.toUpperCase()}:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: `ASIAEXAMPLE${String(n % 8).padStart(9, "0")}`,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: `AROAEXAMPLE${role.toUpperCase()}`,
        arn: `arn:aws:iam::${ACCOUNT}:role/app/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: { creationDate: "2026-10-05T07:55:00Z", mfaAuthenticated: "false" },
    },
  };
}

function user(n: number): LogRecord {
  const name = `user-${n % 2}`;
  return {
    type: "IAMUser",
    principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    accessKeyId: "AKIAEXAMPLE00000001",
    userName: name,
  };
}
