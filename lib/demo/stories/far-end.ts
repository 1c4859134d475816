import { HOUR, MINUTE } from "../base/calendar";
import { PARTNER_ACCOUNT } from "../organisation/accounts";
import type { Holder, World } from "../organisation/world";
import { AGENTS, natAddress, network } from "../records/network";
import { S3_OBJECT, touchObject } from "../records/s3";
import { assumeRole, assumeRoleByService } from "../records/sts";
import { CURATED } from "../workloads/etl";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

function frame(role: Holder): Frame {
  return {
    id: "S13",
    scenario: "S13",
    title: "A path into an account that we do not see",
    summary:
      "On four nights a task of the transformation takes a role in the partner's account. What it does there is logged, if at all, over there.",
    cast: [{ identity: role.arn, role: "leaves the organisation", human: "non-human" }],
  };
}

function ending({ world, issuing }: { readonly world: World; readonly issuing: readonly string[] }): Ending {
  return {
    provable: [
      {
        statement:
          "Four credentials were issued for a role in the partner's account and never used where we could see it",
        events: issuing,
      },
    ],
    blind: [
      {
        what: "Everything done with them",
        why: "the far account is not in the organisation; its calls are recorded only there",
        ...span(world.window.on(5, "03:20"), world.window.on(23, "03:20") + HOUR),
      },
    ],
  };
}

/** S13: credentials are taken for an account from which nothing comes back. */
export function farEnd(world: World): Story {
  const role = world.role("data", "etl-transform");
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const sink = {
    arn: `arn:aws:iam::${PARTNER_ACCOUNT}:role/feed-sink`,
    uniqueId: "AROAPARTNERSINK4K7QZX",
    account: PARTNER_ACCOUNT,
    name: "feed-sink",
  };
  const where = network(natAddress(role.account, 2), AGENTS.java);
  const issuing: string[] = [];
  [5, 10, 15, 23].forEach((day, n) => {
    const at = world.window.on(day, "03:20");
    const task = stage.link(
      assumeRoleByService(scene, {
        role,
        service: "ecs-tasks.amazonaws.com",
        sessionName: scene.random.hex(32),
        at,
        region: "us-east-1",
        network: where,
      }),
      "task role",
    ).actor;
    stage.task(`Night ${n + 1}`, () => {
      touchObject(scene, task, {
        bucket: CURATED,
        key: `outbound/night-${n}.csv.gz`,
        at: at + MINUTE,
        operation: S3_OBJECT.put,
        bytes: 480_000_000,
      });
      const out = stage.link(
        assumeRole(scene, task, {
          role: sink,
          sessionName: "feed-push",
          at: at + 2 * MINUTE,
          region: "us-east-1",
          externalId: "sink-11c2",
          network: where,
        }),
        "AssumeRole into an account outside the organisation",
      );
      issuing.push(out.call.eventId);
      // What happens there has no record on this side.
    });
  });
  return stage.end(ending({ world, issuing }));
}
