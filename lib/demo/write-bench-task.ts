import { HOUR, SECOND } from "./base/calendar";
import { Random } from "./base/random";
import { windowOf } from "./base/window";
import { Container } from "./delivery/container";
import { FileWriter } from "./delivery/file-writer";
import { type Text, Texts } from "./delivery/text";
import { ACCOUNTS } from "./organisation/accounts";
import { worldOf } from "./organisation/world";
import type { Actor } from "./records/actor";
import type { Scene } from "./records/call";
import { AGENTS, natAddress, network } from "./records/network";
import { renderRecord } from "./records/render-record";
import { S3_OBJECT, touchObject } from "./records/s3";
import { assumeRole, assumeRoleByService } from "./records/sts";
import { RAW } from "./workloads/etl";

const DAYS = 28;
const ACCOUNT = ACCOUNTS.data.id;
const REGION = RAW.region;
/** Credentials that the first one takes, one after the other. */
const CHILDREN = 4;
const TURNS = [S3_OBJECT.get, S3_OBJECT.get, S3_OBJECT.head, S3_OBJECT.put] as const;

/** Writes one file with a task of so many events over five credentials and some hours, for measuring its page; gives the first key. */
export function writeBenchTask(options: {
  readonly seed: number;
  readonly events: number;
  readonly outDir: string;
}): string {
  const { seed, events, outDir } = options;
  const window = windowOf(DAYS);
  const world = worldOf(seed, window);
  const texts = new Texts();
  const written: Text[] = [];
  const scene: Scene = {
    world,
    random: Random.of(seed, "bench task"),
    story: null,
    task: null,
    emit: (call) =>
      void written.push(
        texts.of(
          renderRecord(call, { account: call.account, identity: call.deed.actor.rendered, eventId: call.eventId }),
        ),
      ),
  };
  const role = world.role("data", "etl-ingest");
  const start = window.from + 10 * 24 * HOUR;
  const from = network(natAddress(ACCOUNT, 1), AGENTS.lambda);
  const session = { role, region: REGION, network: from, seconds: 12 * 3600 };
  const { actor } = assumeRoleByService(scene, {
    ...session,
    service: "lambda.amazonaws.com",
    sessionName: "bench-task",
    at: start,
  });
  let holder: Actor = actor;
  const calls = events - CHILDREN;
  for (let n = 0; n < calls; n++) {
    const at = start + (n + 1) * SECOND;
    if (n > 0 && n % Math.ceil(calls / (CHILDREN + 1)) === 0)
      holder = assumeRole(scene, actor, { ...session, sessionName: `bench-step-${n}`, at }).actor;
    touchObject(scene, holder, {
      bucket: RAW,
      key: `task/${scene.random.skewed(4000)}.json`,
      at,
      operation: TURNS[n % TURNS.length] ?? S3_OBJECT.get,
    });
  }
  new FileWriter(outDir).writeGzip("bench-task.json.gz", new Container().records(written));
  return actor.credential ?? "";
}
