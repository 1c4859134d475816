import { DAY, HOUR } from "../base/calendar";
import { longTermKey } from "../organisation/long-term-keys";
import type { World } from "../organisation/world";
import { userWithKey } from "../records/identity-forms";
import { AGENTS, HOSTING, network } from "../records/network";
import { accessDenied, plainCall } from "../records/plain-call";
import { listBuckets } from "../records/s3";
import { assumeRoleDenied, getCallerIdentity } from "../records/sts";
import { Stage, type Story } from "./stage";

const STEPS = [
  "ListUsers",
  "ListRoles",
  "GetRole",
  "ListAttachedRolePolicies",
  "ListAccessKeys",
  "GetUser",
  "ListPolicies",
  "GetAccountSummary",
  "ListGroups",
  "SimulatePrincipalPolicy",
] as const;

/** Hours between one call and the next, over most of the window. */
export function patientIntruder(world: World): Story {
  const user = world.user("assistants-prod", "BedrockAPIKey-t4k9");
  const stage = new Stage(world, {
    id: "patient",
    scenario: "S08",
    title: "Sixteen calls in two weeks",
    summary:
      "Somebody got an access key for the user that stands behind a Bedrock API key, and looks around with seven to thirty hours between calls, each from another address of the same provider.",
    cast: [{ identity: user.arn, role: "phantom user", human: "non-human" }],
  });
  const { scene } = stage;
  const { from, days } = world.window;
  const gap = Math.max(HOUR, Math.floor((days / 2) * DAY) / 18);
  const actor = (n: number) =>
    userWithKey(user, longTermKey(world.seed, user), network(`${HOSTING}${100 + n}`, AGENTS.cliLinux));
  const start = from + Math.floor(days / 4) * DAY;
  const iam = { service: "iam", host: "iam.amazonaws.com", region: "us-east-1" };
  const all = stage.task("The whole of it", () => {
    getCallerIdentity(scene, actor(0), { at: start, region: "us-east-1" });
    STEPS.forEach((name, n) => {
      const at = start + Math.floor((n + 1) * gap) + scene.random.below(HOUR / 2);
      const refused = name === "ListAccessKeys" || name === "SimulatePrincipalPolicy";
      plainCall(scene, actor(n + 1), {
        ...iam,
        name,
        at,
        request: null,
        ...(refused ? { error: accessDenied(actor(n + 1), `iam:${name}`, user.arn) } : {}),
      });
    });
    const late = start + Math.floor(12 * gap);
    listBuckets(scene, actor(12), { at: late, region: "eu-west-1" });
    for (let n = 0; n < 4; n++) {
      const role = world.role("assistants-prod", n % 2 === 0 ? "deployer" : "security-audit");
      assumeRoleDenied(scene, actor(13 + n), { role, at: late + Math.floor((n + 1) * gap), region: "us-east-1" });
    }
  });
  return stage.end({
    provable: [
      {
        statement:
          "Sixteen calls of one long-term key, none nearer than hours to the next, belong together by the key alone",
        events: all,
      },
    ],
    blind: [
      { what: "How the access key came to be", why: "it was made before the window", from: "before", to: "before" },
    ],
  });
}
