// Runs in a process of its own, with @duckdb/node-api found from the folder that it was installed into.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [installedIn, files, database, types] = process.argv.slice(2);
const require = createRequire(`${installedIn}/package.json`);
const { DuckDBInstance } = await import(pathToFileURL(require.resolve("@duckdb/node-api")).href);

/** For who writes down the type of every field first; without it DuckDB detects them, as it does for everybody else. */
const DECLARED = `, columns = {
      Records: 'STRUCT(eventTime VARCHAR, eventID VARCHAR, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR, recipientAccountId VARCHAR,
        userIdentity STRUCT("type" VARCHAR, principalId VARCHAR, arn VARCHAR, accessKeyId VARCHAR, accountId VARCHAR, sessionContext JSON),
        sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR, requestID VARCHAR, readOnly BOOLEAN, eventCategory VARCHAR,
        sharedEventID VARCHAR, requestParameters JSON, responseElements JSON, resources JSON, additionalEventData JSON)[]'
    }`;

const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
const startedMs = performance.now();
await connection.run(`
  create table event as
  select
    r.eventTime::timestamp as event_time, r.eventID as event_id, r.eventSource as source, r.eventName as name, r.awsRegion as region,
    r.recipientAccountId as account, r.userIdentity.type as identity_type, r.userIdentity.principalId as principal_id,
    r.userIdentity.arn as arn, r.userIdentity.accessKeyId as access_key_id, r.sourceIPAddress as address, r.userAgent as user_agent,
    r.errorCode as error_code, r.requestID as request_id, r.readOnly as read_only, r.eventCategory as category,
    r.sharedEventID as shared_event_id, r.requestParameters as request_parameters, r.responseElements as response_elements,
    r.resources as resources, r.additionalEventData as additional_event_data
  from (
    select unnest(Records) as r from read_json('${files}', maximum_object_size = 268435456${types === "declared" ? DECLARED : ""})
  )`);
const seconds = (performance.now() - startedMs) / 1000;
const reader = await connection.runAndReadAll("select count(*)::int from event");
const threads = await connection.runAndReadAll("select current_setting('threads')::int");
process.stdout.write(JSON.stringify({ events: reader.getRows()[0][0], seconds, threads: threads.getRows()[0][0] }));
