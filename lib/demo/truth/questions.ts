import type { AccountKey } from "../organisation/accounts";
import { ACCOUNTS } from "../organisation/accounts";
import { AGENT, CORE, MODELS } from "../organisation/resources";
import type { World } from "../organisation/world";
import { CROWN_OBJECT } from "../stories/two-paths-to-one-object";

export type Verb = "read" | "write" | "overwrite" | "encrypt" | "delete" | "invoke" | "create";
export type Verdict = "yes" | "no" | "cannot-say";

/** Did these identities (or anybody) do that to the resource between two times, and what can be known of it? */
export type Question = {
  readonly story: string | null;
  readonly identities: readonly string[] | null;
  readonly did: Verb;
  /** The calls that would be it. */
  readonly names: readonly string[];
  readonly resource: string;
  readonly from: number;
  readonly to: number;
  /** The strongest verdict that the delivered files bear; `cannot-say` is never wrong where it is `no`. */
  readonly best: Verdict;
  readonly because: string;
};

type When = readonly [day: number, from: string, toDay: number, to: string];
type Ask = {
  readonly story?: string;
  /** `account/role`, `user:account/name` or `new:account/role`; nobody named is anybody. */
  readonly who?: readonly string[];
  readonly act: readonly [Verb, ...string[]];
  readonly on: string;
  readonly when: When;
  readonly best: Verdict;
  readonly because: string;
};

const LAKE = "arn:aws:s3:::lake-curated";
const REPORTS = "arn:aws:s3:::assistants-reports";
const SECRETS = `arn:aws:secretsmanager:eu-west-1:${ACCOUNTS["assistants-prod"].id}:secret:`;
const GET = ["read", "GetObject"] as const;
const PUT = ["overwrite", "PutObject", "CopyObject"] as const;
const REMOVE = ["delete", "DeleteObject", "DeleteObjects"] as const;
const SECRET = ["read", "GetSecretValue", "BatchGetSecretValue"] as const;
const RUNTIME = ["assistants-prod/AgentCoreRuntimeRole"] as const;
const TRANSFORM = ["data/etl-transform", "data/lake-maintenance"] as const;
const NO_LAKE_READS = "the lake's trail takes writes only, the organisation's no data events";

/** Recorded and delivered. */
const SEEN: readonly Ask[] = [
  {
    story: "S01",
    who: ["user:dev/legacy-reporter"],
    act: ["invoke", "Converse", "InvokeModel"],
    on: `arn:aws:bedrock:us-east-1::foundation-model/${MODELS[0]}`,
    when: [20, "21:00", 24, "03:00"],
    best: "yes",
    because: "inference is a management event",
  },
  {
    story: "S03",
    who: ["user:data/svc-dashboard-export"],
    act: PUT,
    on: `${LAKE}/orders/2026/part-3.parquet`,
    when: [12, "02:00", 12, "03:00"],
    best: "yes",
    because: "writes to the lake are logged",
  },
  {
    story: "S10",
    who: RUNTIME,
    act: GET,
    on: `${REPORTS}/board/2026/board-002.pdf`,
    when: [18, "11:00", 18, "15:00"],
    best: "yes",
    because: "S3 data events of the assistants' account are logged",
  },
  {
    story: "S11",
    who: RUNTIME,
    act: SECRET,
    on: `${SECRETS}billing/ledger-Ws05Rt`,
    when: [16, "13:00", 16, "14:00"],
    best: "yes",
    because: "a management event",
  },
  {
    story: "S12",
    who: ["data/jit-data-admin"],
    act: REMOVE,
    on: `${LAKE}/tmp/stale-2-0.parquet`,
    when: [9, "09:00", 12, "13:00"],
    best: "yes",
    because: "writes to the lake are logged",
  },
  {
    story: "S14",
    who: ["new:dev/stack-support-role"],
    act: GET,
    on: "arn:aws:s3:::dev-artifacts/releases/v7/bundle.zip",
    when: [24, "16:00", 24, "17:00"],
    best: "yes",
    because: "the dev account logs all S3 data events",
  },
  {
    story: "S16",
    who: RUNTIME,
    act: ["read", "GetResourceOauth2Token"],
    on: CORE.mail,
    when: [25, "04:00", 25, "05:00"],
    best: "yes",
    because: "token vault data events are logged since day 8",
  },
  {
    story: "S18",
    who: ["assistants-prod/deployer"],
    act: SECRET,
    on: `${SECRETS}agent/crm-api-Xk2pQ9`,
    when: [21, "01:00", 21, "06:00"],
    best: "yes",
    because: "the organisation's trail went on",
  },
  {
    story: "two-paths",
    who: TRANSFORM,
    act: PUT,
    on: `${LAKE}/${CROWN_OBJECT}`,
    when: [13, "10:00", 13, "12:00"],
    best: "yes",
    because: "through the maintenance role",
  },
  {
    act: ["invoke", "InvokeAgent"],
    on: AGENT.alias,
    when: [12, "00:00", 20, "00:00"],
    best: "yes",
    because: "agents' data events are logged since day 8",
  },
];

/** It may or did happen, and no readable record says so. */
const UNSEEN: readonly Ask[] = [
  {
    story: "S03",
    who: ["user:data/svc-dashboard-export"],
    act: GET,
    on: `${LAKE}/orders/2026/part-3.parquet`,
    when: [12, "02:00", 12, "02:19"],
    best: "cannot-say",
    because: NO_LAKE_READS,
  },
  {
    story: "S12",
    who: ["data/jit-data-admin"],
    act: GET,
    on: `${LAKE}/orders/2026/part-3.parquet`,
    when: [9, "09:00", 12, "13:00"],
    best: "cannot-say",
    because: NO_LAKE_READS,
  },
  {
    story: "S13",
    who: ["data/etl-transform"],
    act: GET,
    on: "arn:aws:s3:::partner-landing/in/night-0.csv.gz",
    when: [5, "03:00", 5, "05:00"],
    best: "cannot-say",
    because: "a credential for the partner's account was issued, and that account is not ours",
  },
  {
    story: "S18",
    who: ["assistants-prod/deployer"],
    act: GET,
    on: `${REPORTS}/board/2026/minutes-0.pdf`,
    when: [21, "01:00", 21, "06:00"],
    best: "cannot-say",
    because: "logging was stopped for four hours",
  },
  {
    story: "S18",
    act: ["read", "Retrieve"],
    on: AGENT.knowledgeBase,
    when: [21, "02:00", 21, "05:00"],
    best: "cannot-say",
    because: "logging was stopped for four hours",
  },
  {
    story: "two-paths",
    who: TRANSFORM,
    act: GET,
    on: `${LAKE}/${CROWN_OBJECT}`,
    when: [13, "10:00", 13, "12:00"],
    best: "cannot-say",
    because: NO_LAKE_READS,
  },
  {
    act: ["invoke", "InvokeAgent"],
    on: AGENT.alias,
    when: [2, "00:00", 5, "00:00"],
    best: "cannot-say",
    because: "agents' data events were not logged before day 8",
  },
  {
    act: ["read", "GetObject"],
    on: "arn:aws:s3:::research-eval-sets/safety/case-1.json",
    when: [1, "00:00", 27, "00:00"],
    best: "cannot-say",
    because: "the research account logs no data events",
  },
];

/** Nothing of it happened, and it would have been recorded and delivered. */
const PROVED: readonly Ask[] = [
  {
    act: ["delete", "DeleteKnowledgeBase"],
    on: AGENT.knowledgeBase,
    when: [1, "00:00", 27, "00:00"],
    best: "no",
    because: "a management event in an account and Region that was logged throughout",
  },
  {
    story: "patient",
    who: ["user:assistants-prod/BedrockAPIKey-t4k9"],
    act: SECRET,
    on: `${SECRETS}agent/crm-api-Xk2pQ9`,
    when: [1, "00:00", 27, "00:00"],
    best: "no",
    because: "a management event; no credential was ever issued from this key",
  },
  {
    act: GET,
    on: "arn:aws:s3:::dev-artifacts/releases/never.zip",
    when: [1, "00:00", 27, "00:00"],
    best: "no",
    because: "the dev account logs all S3 data events",
  },
  {
    act: ["invoke", "InvokeAgent"],
    on: "arn:aws:bedrock:eu-west-1:444455556666:agent-alias/AGSUPPORT1/NEVERUSED1",
    when: [12, "00:00", 20, "00:00"],
    best: "no",
    because: "agents' data events are logged since day 8, and logging was not stopped before day 21",
  },
];

/** The questions with which answers are tried. */
export function questionsOf(world: World): readonly Question[] {
  const { on } = world.window;
  return [...SEEN, ...UNSEEN, ...PROVED].map((ask) => {
    const [did, ...names] = ask.act;
    const [day, from, toDay, to] = ask.when;
    return {
      story: ask.story ?? null,
      identities: ask.who?.map((name) => arnOf(world, name)) ?? null,
      did,
      names,
      resource: ask.on,
      from: on(day, from),
      to: on(toDay, to),
      best: ask.best,
      because: ask.because,
    };
  });
}

const ACCOUNT_KEYS = Object.values(ACCOUNTS).map(({ key }) => key);

function arnOf(world: World, who: string): string {
  const [kind, path] = who.includes(":") ? who.split(":") : ["role", who];
  const [account = "", name = ""] = (path ?? "").split("/");
  const key = ACCOUNT_KEYS.find((entry): entry is AccountKey => entry === account);
  if (key === undefined) throw new Error(`The demo organisation has no account ${account}.`);
  if (kind === "user") return world.user(key, name).arn;
  return (kind === "new" ? world.newRole(key, name) : world.role(key, name)).arn;
}
