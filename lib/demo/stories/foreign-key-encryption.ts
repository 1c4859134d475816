import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { longTermKey } from "../organisation/long-term-keys";
import { KMS_KEY } from "../organisation/resources";
import type { Holder, World } from "../organisation/world";
import { userWithKey } from "../records/identity-forms";
import { AGENTS, HOSTING, network } from "../records/network";
import { listBuckets, listObjects, S3_OBJECT, touchBucket, touchObject } from "../records/s3";
import { getCallerIdentity } from "../records/sts";
import { CURATED } from "../workloads/etl";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

const OBJECTS = 140;

function frame(user: Holder): Frame {
  return {
    id: "S03",
    scenario: "S03",
    title: "The curated lake is re-encrypted with a foreign key",
    summary:
      "The long-term key of a dashboard's user leaves the building; from a hosting provider it lists the lake, reads a little, copies 140 objects onto themselves under a KMS key of an unknown account, sets a seven-day expiry and leaves a note.",
    cast: [{ identity: user.arn, role: "owner of the leaked key", human: "non-human" }],
  };
}

function ending({
  start,
  prefix,
  copies,
  deadline,
}: {
  readonly start: number;
  readonly prefix: string;
  readonly copies: readonly string[];
  readonly deadline: readonly string[];
}): Ending {
  return {
    provable: [
      {
        statement: `${OBJECTS} objects under ${prefix} were overwritten under ${KMS_KEY.foreign}, whose account is not of the organisation`,
        events: copies,
      },
      { statement: "A lifecycle rule expires the prefix after seven days", events: deadline.slice(0, 1) },
    ],
    blind: [
      {
        what: "Which objects were read before, and how much",
        why: "the lake's trail takes only writes to this bucket (readOnly=false), the organisation's trail no data events; KMS Decrypt records beside are all that is left of the reads",
        ...span(start, start + HOUR),
      },
    ],
  };
}

function lookRound({
  scene,
  actor,
  start,
  prefix,
}: {
  readonly scene: Scene;
  readonly actor: Actor;
  readonly start: number;
  readonly prefix: string;
}): void {
  getCallerIdentity(scene, actor, { at: start, region: "us-east-1" });
  listBuckets(scene, actor, { at: start + 40 * SECOND, region: "us-east-1" });
  for (let n = 0; n < 6; n++)
    listObjects(scene, actor, { bucket: CURATED, prefix, at: start + MINUTE + n * 4 * SECOND });
  for (let n = 0; n < 12; n++) {
    touchObject(scene, actor, {
      bucket: CURATED,
      key: `${prefix}part-${n}.parquet`,
      at: start + 2 * MINUTE + n * 3 * SECOND,
      operation: S3_OBJECT.get,
      bytes: 20_000_000 + n,
    });
  }
}

/** S03: a bucket is rewritten under a key of another organisation, with a deadline. */
export function foreignKeyEncryption(world: World): Story {
  const user = world.user("data", "svc-dashboard-export");
  const stage = new Stage(world, frame(user));
  const { scene } = stage;
  const actor = userWithKey(user, longTermKey(world.seed, user), network(`${HOSTING}77`, AGENTS.cliLinux));
  const start = world.window.on(12, "02:10");
  const prefix = "orders/2026/";
  stage.task("Looking around", () => lookRound({ scene, actor, start, prefix }));
  const begin = start + 10 * MINUTE;
  const copies: string[] = [];
  stage.task("Re-encryption", () => {
    for (let n = 0; n < OBJECTS; n++) {
      const key = `${prefix}part-${n}.parquet`;
      const call = touchObject(scene, actor, {
        bucket: CURATED,
        newKey: KMS_KEY.foreign,
        key,
        at: begin + n * 2200,
        operation: S3_OBJECT.copy,
        headers: {
          "x-amz-copy-source": `lake-curated/${key}`,
          "x-amz-server-side-encryption": "aws:kms",
          "x-amz-server-side-encryption-aws-kms-key-id": KMS_KEY.foreign,
        },
      });
      copies.push(call.eventId);
    }
  });
  const threat = begin + OBJECTS * 2200 + MINUTE;
  const deadline = stage.task("The deadline and the note", () => {
    touchBucket(scene, actor, {
      bucket: CURATED,
      name: "PutBucketLifecycle",
      write: true,
      at: threat,
      parameters: {
        lifecycle: "",
        LifecycleConfiguration: {
          xmlns: "http://s3.amazonaws.com/doc/2006-03-01/",
          Rule: { ID: "expire", Status: "Enabled", Filter: { Prefix: prefix }, Expiration: { Days: 7 } },
        },
      },
    });
    touchObject(scene, actor, {
      bucket: CURATED,
      key: `${prefix}README-FOR-YOUR-FILES.txt`,
      at: threat + 20 * SECOND,
      operation: S3_OBJECT.put,
      bytes: 912,
    });
  });
  return stage.end(ending({ start, prefix, copies, deadline }));
}
