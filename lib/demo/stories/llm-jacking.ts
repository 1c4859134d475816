import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { longTermKey } from "../organisation/long-term-keys";
import { MODELS } from "../organisation/resources";
import type { Holder, World } from "../organisation/world";
import { bedrockControl, invokeModel } from "../records/bedrock";
import { userWithKey } from "../records/identity-forms";
import { AGENTS, HOSTING, network } from "../records/network";
import { accessDenied, plainCall } from "../records/plain-call";
import { getCallerIdentity } from "../records/sts";
import { type Ending, type Frame, Stage, type Story } from "./stage";

const PROBED = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"] as const;

function frame(user: Holder): Frame {
  return {
    id: "S01",
    scenario: "S01",
    title: "A leaked key runs models on our account",
    summary:
      "The reporter's key, unused for Bedrock until then, asks which models there are in five Regions, signs an agreement, tries with an invalid request, then runs 420 inferences in a night from a hosting provider.",
    cast: [{ identity: user.arn, role: "owner of the leaked key", human: "non-human" }],
  };
}

function ending({ probes, used }: { readonly probes: readonly string[]; readonly used: readonly string[] }): Ending {
  return {
    provable: [
      {
        statement: "Availability was asked for in five Regions and an agreement made before the first inference",
        events: probes,
      },
      {
        statement:
          "420 inferences were asked for with this key; CloudTrail holds all of them, since inference is a management event",
        events: used,
      },
    ],
    blind: [
      {
        what: "Prompts and answers",
        why: "never in CloudTrail, and no invocation logging was configured",
        from: "always",
        to: "always",
      },
    ],
  };
}

function probe({
  scene,
  actor,
  start,
}: {
  readonly scene: Scene;
  readonly actor: Actor;
  readonly start: number;
}): void {
  getCallerIdentity(scene, actor, { at: start, region: "us-east-1" });
  PROBED.forEach((region, n) => {
    const at = start + MINUTE + n * 20 * SECOND;
    bedrockControl(scene, actor, { name: "ListFoundationModels", at, region });
    bedrockControl(scene, actor, {
      name: "GetFoundationModelAvailability",
      at: at + 2 * SECOND,
      region,
      request: { modelId: MODELS[0] },
    });
    bedrockControl(scene, actor, { name: "GetModelInvocationLoggingConfiguration", at: at + 4 * SECOND, region });
  });
  const at = start + 5 * MINUTE;
  bedrockControl(scene, actor, { name: "GetUseCaseForModelAccess", at, region: "us-east-1" });
  bedrockControl(scene, actor, {
    name: "PutUseCaseForModelAccess",
    write: true,
    at: at + 20 * SECOND,
    region: "us-east-1",
  });
  bedrockControl(scene, actor, {
    name: "CreateFoundationModelAgreement",
    write: true,
    at: at + 40 * SECOND,
    region: "us-east-1",
    request: { modelId: MODELS[0] },
    response: { modelId: MODELS[0] },
  });
  bedrockControl(scene, actor, {
    name: "PutFoundationModelEntitlement",
    write: true,
    at: at + 50 * SECOND,
    region: "us-east-1",
    request: { modelId: MODELS[0] },
    response: { status: "SUCCESS" },
  });
  invokeModel(scene, actor, { model: MODELS[0], at: at + 60 * SECOND, region: "us-east-1", invalid: true });
}

/** S01: a leaked long-term key finds models and uses them. */
export function llmJacking(world: World): Story {
  const user = world.user("dev", "legacy-reporter");
  const stage = new Stage(world, frame(user));
  const { scene } = stage;
  const actor = userWithKey(user, longTermKey(world.seed, user), network(`${HOSTING}23`, AGENTS.cliLinux));
  const start = world.window.on(20, "21:40");
  const probes = stage.task("Probing", () => probe({ scene, actor, start }));
  const used: string[] = [];
  stage.task("Use", () => {
    for (let n = 0; n < 420; n++) {
      const region = PROBED[n % 3] ?? "us-east-1";
      used.push(
        invokeModel(scene, actor, {
          model: MODELS[n % 2] ?? MODELS[0],
          operation: "Converse",
          at: start + 10 * MINUTE + n * 40 * SECOND,
          region,
          throttled: n % 37 === 36,
        }).eventId,
      );
    }
  });
  plainCall(scene, actor, {
    service: "iam",
    name: "CreateUser",
    write: true,
    host: "iam.amazonaws.com",
    at: start + HOUR,
    region: "us-east-1",
    request: null,
    error: accessDenied(actor, "iam:CreateUser", "arn:aws:iam::777788889999:user/support-01"),
  });
  return stage.end(ending({ probes, used }));
}
