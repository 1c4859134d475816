import type { Call } from "../records/call";
import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { CORE, KMS_KEY } from "../organisation/resources";
import type { Holder, World } from "../organisation/world";
import { AGENTS, natAddress, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { getSecretValue } from "../records/secrets";
import { assumeRoleByService } from "../records/sts";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

function frame(role: Holder): Frame {
  return {
    id: "S11",
    scenario: "S11",
    title: "The agent widens its own role",
    summary:
      "The runtime's role is refused three secrets, attaches SecretsManagerReadWrite to itself and reads them, and five more.",
    cast: [{ identity: role.arn, role: "changes itself", human: "non-human" }],
  };
}

function ending({
  start,
  refused,
  attach,
  read,
}: {
  readonly start: number;
  readonly refused: readonly string[];
  readonly attach: Call;
  readonly read: readonly string[];
}): Ending {
  return {
    provable: [
      { statement: "The role attached a policy to itself, after three refusals", events: [...refused, attach.eventId] },
      { statement: "Eight secrets were read after that, each with its KMS record", events: read },
    ],
    blind: [{ what: "Where the secrets were used", why: "outside AWS", ...span(start, start + HOUR) }],
  };
}

/** S11: an agent that was refused gives itself the right. */
export function selfWideningAgent(world: World): Story {
  const role = world.role("assistants-prod", "AgentCoreRuntimeRole");
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const start = world.window.on(16, "13:02");
  const { actor } = stage.link(
    assumeRoleByService(scene, {
      role,
      service: "bedrock-agentcore.amazonaws.com",
      sessionName: "BedrockAgentCore-11c9",
      at: start,
      region: CORE.region,
      network: network(natAddress(ACCOUNTS["assistants-prod"].id, 0), AGENTS.boto),
    }),
    "service assumes the runtime's role",
  );
  const secret = (name: string) =>
    `arn:aws:secretsmanager:${CORE.region}:${ACCOUNTS["assistants-prod"].id}:secret:${name}`;
  const names = [
    "billing/api-Hd72Lq",
    "billing/ledger-Ws05Rt",
    "hr/directory-Mm31Zz",
    "agent/crm-api-Xk2pQ9",
    "agent/mail-relay-Bn81Ws",
    "ops/pager-Ty66Uo",
    "ops/status-Gf20Kp",
    "legal/sign-Vc48Ae",
  ];
  const refused = names.slice(0, 3).map(
    (name, n) =>
      getSecretValue(scene, actor, {
        secret: secret(name),
        kmsKey: KMS_KEY.assistants,
        at: start + MINUTE + n * 5 * SECOND,
        denied: true,
      }).eventId,
  );
  const iam = { service: "iam", host: "iam.amazonaws.com", region: "us-east-1" };
  plainCall(scene, actor, { ...iam, name: "GetRole", at: start + 2 * MINUTE, request: { roleName: role.name } });
  const attach = plainCall(scene, actor, {
    ...iam,
    name: "AttachRolePolicy",
    write: true,
    at: start + 2 * MINUTE + 20 * SECOND,
    request: { roleName: role.name, policyArn: "arn:aws:iam::aws:policy/SecretsManagerReadWrite" },
  });
  const read = stage.task("With the new right", () => {
    names.forEach((name, n) =>
      getSecretValue(scene, actor, {
        secret: secret(name),
        kmsKey: KMS_KEY.assistants,
        at: start + 4 * MINUTE + n * 7 * SECOND,
      }),
    );
  });
  return stage.end(ending({ start, refused, attach, read }));
}
