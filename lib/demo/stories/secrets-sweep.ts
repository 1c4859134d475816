import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import type { Holder, World } from "../organisation/world";
import { from } from "../records/actor";
import { AGENTS, HOSTING, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { batchGetSecretValue, getParameter, getSecretValue, listSecrets } from "../records/secrets";
import { assumeRoleByService } from "../records/sts";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

const SWEPT = ["eu-central-1", "us-east-1", "eu-west-1"] as const;

function frame(role: Holder): Frame {
  return {
    id: "S21",
    scenario: "S21",
    title: "A build host's credential sweeps the secrets",
    summary:
      "The credential of a build host, delivered by the older metadata service, turns up at a hosting provider; in twelve minutes it lists and reads secrets and parameters in three Regions, a third of them refused.",
    cast: [{ identity: role.arn, role: "stolen instance credential", human: "non-human" }],
  };
}

function ending({ start, swept }: { readonly start: number; readonly swept: readonly string[] }): Ending {
  return {
    provable: [
      {
        statement:
          "33 secrets in three Regions were asked for within twelve minutes from a network the role never used, with a third refused",
        events: swept,
      },
    ],
    blind: [
      {
        what: "How the credential left the instance, and where the secrets were used",
        why: "neither is a call to AWS",
        ...span(start - 2 * HOUR, start + HOUR),
      },
    ],
  };
}

/** S21: an instance's credential, off its instance, reads every secret it can. */
export function secretsSweep(world: World): Story {
  const role = world.role("dev", "build-host");
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const account = ACCOUNTS.dev.id;
  const start = world.window.on(26, "19:30");
  const home = network("10.22.4.12", AGENTS.ssm);
  const host = stage.link(
    assumeRoleByService(scene, {
      role,
      service: "ec2.amazonaws.com",
      terse: true,
      sessionName: "i-0d4f6a8b9c1e2f305",
      at: start - 2 * HOUR,
      region: "eu-central-1",
      network: home,
      session: { ec2RoleDelivery: "1.0" },
    }),
    "instance role",
  ).actor;
  plainCall(scene, host, {
    service: "ssm",
    name: "UpdateInstanceInformation",
    write: true,
    at: start - HOUR,
    region: "eu-central-1",
    request: { agentName: "amazon-ssm-agent", agentStatus: "Active" },
  });
  const thief = from(host, network(`${HOSTING}9`, AGENTS.cliLinux));
  const kmsKey = `arn:aws:kms:eu-central-1:${account}:key/5e6f7081-92a3-4b4c-8d5e-6f708192a3b4`;
  const swept = stage.task("The sweep", () => {
    SWEPT.forEach((region, n) => {
      const at = start + n * 4 * MINUTE;
      listSecrets(scene, thief, { at, region });
      const names = Array.from(
        { length: 11 },
        (_, k) => `arn:aws:secretsmanager:${region}:${account}:secret:team-${k}/token-Ab${k}cDe`,
      );
      names.forEach((secret, k) =>
        getSecretValue(scene, thief, { secret, kmsKey, at: at + (k + 1) * 6 * SECOND, denied: k % 3 === 2 }),
      );
      batchGetSecretValue(scene, thief, { at: at + 90 * SECOND, region, secrets: names.slice(0, 5) });
      getParameter(scene, thief, { name: `/build/deploy-token-${n}`, kmsKey, at: at + 100 * SECOND, region });
    });
  });
  return stage.end(ending({ start, swept }));
}
