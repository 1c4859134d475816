import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { CORE } from "../organisation/resources";
import type { World } from "../organisation/world";
import { takeToken, workloadTokenForUser } from "../records/agentcore";
import { AGENTS, natAddress, network } from "../records/network";
import { assumeRoleByService } from "../records/sts";
import { Stage, span, type Story } from "./stage";

const USERS = 48;

/** S16: one workload takes tokens for many people. */
export function tokenVaultMisuse(world: World): Story {
  const role = world.role("assistants-prod", "AgentCoreRuntimeRole");
  const stage = new Stage(world, {
    id: "S16",
    scenario: "S16",
    title: "Tokens for forty-eight people in nine minutes",
    summary:
      "A session of the runtime's role asks the token vault for the workload tokens of 48 users and then for their mail, file and CRM tokens, without any invocation of the agent.",
    cast: [{ identity: role.arn, role: "the runtime's role", human: "non-human" }],
  });
  const { scene } = stage;
  const start = world.window.on(25, "04:12");
  const { actor } = stage.link(
    assumeRoleByService(scene, {
      role,
      service: "bedrock-agentcore.amazonaws.com",
      sessionName: "BedrockAgentCore-e41b",
      at: start,
      region: CORE.region,
      network: network(natAddress(ACCOUNTS["assistants-prod"].id, 2), AGENTS.boto),
    }),
    "service assumes the runtime's role",
  );
  const taken: string[] = [];
  stage.task("The sweep", () => {
    for (let n = 0; n < USERS; n++) {
      const at = start + 30 * SECOND + n * 11 * SECOND;
      taken.push(
        workloadTokenForUser(scene, actor, { at, userId: `user-${String(n * 2 + 1).padStart(4, "0")}` }).eventId,
      );
      for (const [k, provider] of [CORE.mail, CORE.files, CORE.crm].entries()) {
        taken.push(
          takeToken(scene, actor, { provider, at: at + (k + 1) * 2 * SECOND, scopes: ["read", "offline_access"] })
            .eventId,
        );
      }
    }
  });
  return stage.end({
    provable: [
      {
        statement: `${USERS} users' tokens at three providers were handed out to one credential within ten minutes, with no InvokeAgentRuntime beside`,
        events: taken,
      },
    ],
    blind: [
      {
        what: "What was done with the tokens at the third parties",
        why: "calls outside AWS are outside CloudTrail",
        ...span(start, start + HOUR + 10 * MINUTE),
      },
    ],
  });
}
