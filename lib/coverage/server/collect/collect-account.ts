import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetEventDataStoreCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListEventDataStoresCommand,
  ListTrailsCommand,
} from "@aws-sdk/client-cloudtrail";
import { type BedrockClient, GetModelInvocationLoggingConfigurationCommand } from "@aws-sdk/client-bedrock";
import type { ConfigFile } from "../../read-config-file";

export type Failure = { readonly call: string; readonly reason: string };
export type Collected = { readonly files: readonly ConfigFile[]; readonly failed: readonly Failure[] };

type Asked = {
  readonly account: string;
  /** Where trails are looked for, and of which each trail's status is asked. */
  readonly regions: readonly string[];
  readonly clientIn: (region: string) => CloudTrailClient;
  readonly bedrockIn: (region: string) => BedrockClient;
  readonly now: () => Date;
  readonly signal: AbortSignal;
};

/**
 * What CloudTrail says of one account's trails and event data stores, and Bedrock of its own log of prompts, as files of CLI output. A call that
 * is refused is named, in snapshot.json too, and the others go on.
 */
export async function collectAccount(asked: Asked): Promise<Collected> {
  const taking = new Taking(asked);
  const { account, regions, clientIn } = asked;
  const [first = "us-east-1"] = regions;
  const listed = await taking.ask(`list-trails in ${first}`, () => listTrails(clientIn(first)));
  const homes = (listed ?? []).flatMap(({ HomeRegion }) => HomeRegion ?? []);
  const places = [...new Set([...regions, ...homes])];
  const trails = new Map<string, { readonly name: string; readonly home: string; readonly isEverywhere: boolean }>();
  for (const region of places) {
    const stem = `describe-trails--${region}`;
    const described = await taking.ask(
      `describe-trails in ${region}`,
      () => clientIn(region).send(new DescribeTrailsCommand({ includeShadowTrails: true })),
      stem,
    );
    if (described === null) continue;
    taking.keep(stem, { trailList: described.trailList ?? [] });
    for (const { TrailARN, Name = "", HomeRegion = region, IsMultiRegionTrail } of described.trailList ?? [])
      if (TrailARN !== undefined)
        trails.set(TrailARN, { name: Name, home: HomeRegion, isEverywhere: IsMultiRegionTrail === true });
  }
  for (const [arn, trail] of trails) await takeTrail(taking, arn, { ...trail, places });
  for (const region of places) {
    await takeDataStores(taking, region);
    await takeInvocationLogging(taking, region);
  }
  const answered = taking.files.length > 0;
  if (answered) taking.keep("snapshot", { takenAt: asked.now().toISOString(), account, refused: taking.refused });
  return { files: taking.files, failed: taking.failed };
}

type Trail = {
  readonly name: string;
  readonly home: string;
  readonly isEverywhere: boolean;
  readonly places: readonly string[];
};

async function takeTrail(taking: Taking, arn: string, { name, home, isEverywhere, places }: Trail): Promise<void> {
  const { clientIn } = taking.asked;
  const selectors = await taking.ask(`get-event-selectors of ${name}`, () =>
    clientIn(home).send(new GetEventSelectorsCommand({ TrailName: arn })),
  );
  if (selectors !== null) taking.keep(`get-event-selectors--${name}--${home}`, selectors);
  // One answer speaks for one Region only.
  for (const region of isEverywhere ? [home, ...places.filter((one) => one !== home)] : [home]) {
    const status = await taking.ask(`get-trail-status of ${name} in ${region}`, () =>
      clientIn(region).send(new GetTrailStatusCommand({ Name: arn })),
    );
    if (status !== null) taking.keep(`get-trail-status--${name}--${region}`, status);
  }
}

async function takeDataStores(taking: Taking, region: string): Promise<void> {
  const { clientIn } = taking.asked;
  const stem = `list-event-data-stores--${region}`;
  const stores = await taking.ask(`list-event-data-stores in ${region}`, () => listDataStores(clientIn(region)), stem);
  if (stores !== null) taking.keep(stem, { EventDataStores: stores.map((arn) => ({ EventDataStoreArn: arn })) });
  for (const arn of stores ?? []) {
    const store = await taking.ask(`get-event-data-store ${arn}`, () =>
      clientIn(region).send(new GetEventDataStoreCommand({ EventDataStore: arn })),
    );
    if (store !== null) taking.keep(`get-event-data-store--${arn.slice(arn.lastIndexOf("/") + 1)}`, store);
  }
}

/** An empty answer says that it is off. */
async function takeInvocationLogging(taking: Taking, region: string): Promise<void> {
  const said = await taking.ask(`get-model-invocation-logging-configuration in ${region}`, () =>
    taking.asked.bedrockIn(region).send(new GetModelInvocationLoggingConfigurationCommand({})),
  );
  if (said !== null) taking.keep(`get-model-invocation-logging-configuration--${region}`, said);
}

async function listTrails(client: CloudTrailClient) {
  const found: { readonly HomeRegion?: string | undefined }[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTrailsCommand(NextToken === undefined ? {} : { NextToken }));
    found.push(...(page.Trails ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

async function listDataStores(client: CloudTrailClient): Promise<string[]> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListEventDataStoresCommand(NextToken === undefined ? {} : { NextToken }));
    found.push(...(page.EventDataStores ?? []).flatMap(({ EventDataStoreArn }) => EventDataStoreArn ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** What was answered and what was refused so far. */
class Taking {
  readonly files: ConfigFile[] = [];
  readonly failed: Failure[] = [];
  readonly refused: string[] = [];
  constructor(readonly asked: Asked) {}

  /** `stem`: under which the answer would be kept, where its lack takes back what others say. */
  async ask<Answer>(call: string, send: () => Promise<Answer>, stem?: string): Promise<Answer | null> {
    this.asked.signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      if (stem !== undefined) this.refused.push(stem);
      this.failed.push({ call, reason: error instanceof Error ? error.message || error.name : String(error) });
      return null;
    }
  }

  /** As the CLI would have printed it. */
  keep(stem: string, answer: object): void {
    const { $metadata: _, ...said } = answer as { readonly $metadata?: unknown };
    const path = `${this.asked.account}/${stem}.json`;
    this.files.push({
      path,
      value: JSON.parse(JSON.stringify(said)) as unknown,
      modifiedMs: this.asked.now().getTime(),
    });
  }
}
