import { SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { KMS_KEY } from "../organisation/resources";
import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import { AGENTS, natAddress, network } from "../records/network";
import { plainCall, touchTable } from "../records/plain-call";
import { type Bucket, deleteObjects, listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { getSecretValue } from "../records/secrets";
import { forwardedBy } from "../records/forwarded-by";
import { assumeRoleByService } from "../records/sts";
import { KB_SOURCE } from "./rag-assistant";
import { CUSTOMERS, Leases, NIGHTLY, type Workload } from "./workload";

const REGION = "us-east-1";
const ACCOUNT = ACCOUNTS.data.id;
const bucket = (name: string, kmsKey?: string): Bucket => ({
  name,
  account: ACCOUNT,
  region: REGION,
  ...(kmsKey ? { kmsKey } : {}),
});
export const RAW = bucket("lake-raw");
export const CURATED = bucket("lake-curated", KMS_KEY.data);
export const PARTNER_FEED = bucket("lake-partner-feed");
export const BACKUP = bucket("lake-backup");

const FUNCTIONS = ["etl-ingest-orders", "etl-ingest-clicks", "etl-ingest-tickets"] as const;

/** The credential of a warm function: hundreds of runs share it, and nothing in the records tells them apart. */
export function ingestFunction(scene: Scene, leases: Leases, spec: { name: string; lane: number; at: number }): Actor {
  const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${spec.name}`;
  return leases.get(`${spec.name}/${spec.lane}`, spec.at, (at) =>
    assumeRoleByService(scene, {
      role: scene.world.role("data", "etl-ingest"),
      service: "lambda.amazonaws.com",
      terse: true,
      sessionName: spec.name,
      at,
      region: REGION,
      seconds: 12 * 3600,
      network: network(natAddress(ACCOUNT, spec.lane), AGENTS.lambda),
      session: {
        inScopeOf: {
          sourceArn: arn,
          sourceAccount: ACCOUNT,
          issuerType: "AWS::Lambda::Function",
          credentialsIssuedTo: arn,
        },
      },
    }),
  );
}

/** A file arrives: one invocation. */
function ingest(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const name = random.pick(FUNCTIONS);
    const actor = ingestFunction(scene, leases, { name, lane: random.below(2), at });
    const batch = random.heavy(1, 8);
    for (let n = 0; n < batch; n++) {
      const when = at + n * 1500;
      const key = `${name.slice(11)}/2026/${random.hex(8)}.json.gz`;
      touchObject(scene, actor, {
        bucket: RAW,
        key,
        at: when,
        operation: S3_OBJECT.get,
        bytes: random.heavy(9000, 60_000_000),
      });
      touchObject(scene, actor, {
        bucket: CURATED,
        key: key.replace(".json.gz", ".parquet"),
        at: when + 800,
        operation: S3_OBJECT.put,
        bytes: random.heavy(5000, 30_000_000),
      });
      touchTable(scene, actor, {
        name: "UpdateItem",
        table: "etl-state",
        at: when + 900,
        region: REGION,
        key: { batch: random.hex(8) },
      });
    }
  };
}

function query(scene: Scene, actor: Actor, at: number): void {
  const id = scene.random.uuid();
  plainCall(scene, actor, {
    service: "athena",
    name: "StartQueryExecution",
    write: true,
    at,
    region: REGION,
    request: {
      queryString: "HIDDEN_DUE_TO_SECURITY_REASONS",
      workGroup: "etl",
      queryExecutionContext: { database: "lake" },
    },
    response: { queryExecutionId: id },
  });
  const athena = forwardedBy(scene, actor, "athena.amazonaws.com");
  plainCall(scene, athena, {
    service: "glue",
    name: "GetTable",
    at: at + 400,
    region: REGION,
    request: { databaseName: "lake", name: "orders" },
  });
  const parts = scene.random.between(2, 6);
  for (let n = 0; n < parts; n++) {
    touchObject(scene, athena, {
      bucket: CURATED,
      key: `orders/2026/part-${scene.random.skewed(3000)}.parquet`,
      at: at + 800 + n * 200,
      operation: S3_OBJECT.get,
    });
  }
  for (let poll = 1; poll <= 3; poll++) {
    plainCall(scene, actor, {
      service: "athena",
      name: "GetQueryExecution",
      at: at + poll * 2 * SECOND,
      region: REGION,
      request: { queryExecutionId: id },
    });
  }
}

/** The nightly transformation, a task with a credential of its own; its last step writes into the assistants' bucket, in another account. */
function transform(): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const task = random.hex(32);
    const arn = `arn:aws:ecs:${REGION}:${ACCOUNT}:task/etl/${task}`;
    const actor = assumeRoleByService(scene, {
      role: world.role("data", "etl-transform"),
      service: "ecs-tasks.amazonaws.com",
      sessionName: task,
      at,
      region: REGION,
      seconds: 6 * 3600,
      network: network(natAddress(ACCOUNT, 2), AGENTS.java),
      session: {
        inScopeOf: { sourceArn: arn, sourceAccount: ACCOUNT, issuerType: "AWS::ECS::Task", credentialsIssuedTo: arn },
      },
    }).actor;
    getSecretValue(scene, actor, {
      secret: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:etl/warehouse-Jd82Ka`,
      kmsKey: KMS_KEY.data,
      at: at + SECOND,
    });
    listObjects(scene, actor, { bucket: CURATED, prefix: "orders/", at: at + 2 * SECOND });
    const parts = random.heavy(5, 40);
    for (let n = 0; n < parts; n++) {
      const when = at + 3 * SECOND + n * 1200;
      const key = `orders/2026/part-${random.skewed(3000)}.parquet`;
      touchObject(scene, actor, { bucket: CURATED, key, at: when, operation: S3_OBJECT.get });
      if (n % 2 === 0)
        touchObject(scene, actor, {
          bucket: CURATED,
          key: `daily/${random.hex(6)}.parquet`,
          at: when + 500,
          operation: S3_OBJECT.put,
        });
      if (n % 6 === 5)
        touchObject(scene, actor, {
          bucket: CURATED,
          key: `archive/${key}`,
          at: when + 600,
          operation: S3_OBJECT.copy,
          headers: { "x-amz-copy-source": `lake-curated/${key}` },
        });
    }
    if (random.chance(0.5)) query(scene, actor, at + 60 * SECOND);
    if (random.chance(0.3)) {
      const keys = Array.from({ length: random.between(3, 12) }, () => `tmp/${random.hex(10)}.parquet`);
      deleteObjects(scene, actor, { bucket: CURATED, keys, at: at + 80 * SECOND, perKey: random.chance(0.5) });
    }
    touchObject(scene, actor, {
      bucket: { ...KB_SOURCE, kmsKey: KMS_KEY.assistants },
      key: `articles/${random.skewed(1200)}.md`,
      at: at + 90 * SECOND,
      operation: S3_OBJECT.put,
    });
  };
}

/** Extraction, transformation and loading in the data account. */
export function etl(): readonly Workload[] {
  const leases = new Leases();
  return [
    { name: "etl-ingest", share: 8, rhythm: CUSTOMERS, run: ingest(leases) },
    { name: "etl-transform", share: 7, rhythm: NIGHTLY, run: transform() },
  ];
}
