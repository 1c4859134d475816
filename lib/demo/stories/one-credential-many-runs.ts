import { MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import type { Holder, World } from "../organisation/world";
import { AGENTS, natAddress, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { assumeRoleByService } from "../records/sts";
import { type Frame, Stage, span, type Story } from "./stage";

const RUNS = 320;

function frame(role: Holder): Frame {
  return {
    id: "many-runs",
    scenario: null,
    title: "One credential, three hundred and twenty runs",
    summary:
      "A scheduler function stays warm for eleven hours: each run is two management calls, two minutes after the last; the truth alone knows where one ends and the next begins.",
    cast: [{ identity: role.arn, role: "the function's role", human: "non-human" }],
  };
}

/** One credential of a warm function serves hundreds of runs that nothing in the records tells apart. */
export function oneCredentialManyRuns(world: World): Story {
  const role = world.role("research-prod", "batch-scheduler");
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const { region, id } = ACCOUNTS["research-prod"];
  const arn = `arn:aws:lambda:${region}:${id}:function:model-watch`;
  const start = world.window.on(6, "06:00");
  const { actor } = stage.link(
    assumeRoleByService(scene, {
      role,
      service: "lambda.amazonaws.com",
      terse: true,
      sessionName: "model-watch",
      at: start,
      region,
      seconds: 12 * 3600,
      network: network(natAddress(id, 3), AGENTS.lambda),
      session: {
        inScopeOf: { sourceArn: arn, sourceAccount: id, issuerType: "AWS::Lambda::Function", credentialsIssuedTo: arn },
      },
    }),
    "service assumes the function's role",
  );
  for (let run = 0; run < RUNS; run++) {
    const at = start + 30 * SECOND + run * 2 * MINUTE + scene.random.below(20) * SECOND;
    stage.task(`Run ${run + 1}`, () => {
      plainCall(scene, actor, {
        service: "bedrock",
        name: "ListModelInvocationJobs",
        at,
        region,
        request: { statusEquals: "InProgress" },
      });
      plainCall(scene, actor, {
        service: "monitoring",
        name: "PutMetricAlarm",
        write: true,
        at: at + 1300,
        region,
        request: { alarmName: `jobs-${run % 5}`, threshold: run % 7 },
      });
    });
  }
  return stage.end({
    provable: [
      {
        statement: `All ${RUNS} runs used one credential; a task cut by credential is one task that may hold several runs`,
        events: [],
      },
    ],
    blind: [
      {
        what: "Where one run ends",
        why: "Lambda's Invoke is a data event that this account does not log, and no record carries a run id",
        ...span(start, start + 12 * 60 * MINUTE),
      },
    ],
  });
}
