import { z } from "zod";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { decodeEventFlags } from "@/lib/events/event-flags";
import type { CoverageModel } from "../coverage-model";
import type { Moment } from "../evaluation-context";
import { type ObservedShare, observedShares, type SeenCall } from "../observed-share";

const DAY_MS = 86_400_000;
const DAYS = 30;
const CALLS_MAX = 5_000;

const Row = z.object({
  atMs: z.number(),
  source: z.string(),
  name: z.string(),
  flags: z.number(),
  type: z.string().nullable(),
  key: z.string().nullable(),
  error: z.string().nullable(),
});

const CATEGORY = {
  Management: CATEGORIES.indexOf("management"),
  Data: CATEGORIES.indexOf("data"),
  NetworkActivity: CATEGORIES.indexOf("network-activity"),
} as const;

/** What share of the events of 30 days passes each sink that takes a part of a class: of the latest 5,000 where there are more. */
export async function readShares(
  ctx: Context,
  asked: { readonly family: OperationFamily; readonly moment: Moment },
  model: CoverageModel,
): Promise<ObservedShare[]> {
  const { family, moment } = asked;
  if (family.eventClass.sources.length === 0) return [];
  const window = { fromMs: moment.atMs - DAYS * DAY_MS, toMs: moment.atMs };
  const found = await rows(ctx.pool, Row, callsSql(asked, window));
  const calls = found.map((row) => toCall(family, row));
  const shares = observedShares(family, { ...moment, calls, window }, model);
  const isCut = found.length === CALLS_MAX;
  return shares.map((share) =>
    isCut ? { ...share, reference: `among the latest ${CALLS_MAX} ${share.reference}` } : share,
  );
}

/** By principal and day from the rollup, the latest days first, since no index of events knows actions. */
function callsSql(
  { family, moment: { account, region } }: { readonly family: OperationFamily; readonly moment: Moment },
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
) {
  const { sources, category, operations, isOpen } = family.eventClass;
  const names = operations.map(({ name }) => name);
  return sql`
    with wanted as (
      select id, source, name from action where source = any(${[...sources]}) and category = ${CATEGORY[category]}
        and (${isOpen && category === "Management"} or name = any(${names}))),
    days as (
      select d.principal_id, d.day, sum(sum(d.events)) over (order by d.day desc, d.principal_id) - sum(d.events) as before
      from activity_day d
      where d.day >= date_trunc('day', ${new Date(fromMs)}::timestamptz, 'UTC') and d.day < ${new Date(toMs)}
        and d.action_id in (select id from wanted)
        and d.account_id = (select id from account where account = ${account})
        and d.region_id = (select id from region where region = ${region})
      group by 1, 2)
    select (extract(epoch from e.event_time) * 1000)::float8 as "atMs", w.source, w.name, (e.flags & 127)::int as flags,
      r.type, r.key, x.code as error
    from (select * from days where before < ${CALLS_MAX}) d
    join event e on e.principal_id = d.principal_id and e.event_time >= d.day and e.event_time < d.day + interval '1 day'
      and e.event_time >= ${new Date(fromMs)} and e.event_time < ${new Date(toMs)}
    join wanted w on w.id = e.action_id
    left join resource r on r.id = e.resource_id left join error_code x on x.id = e.error_id
    where e.account_id = (select id from account where account = ${account})
      and e.region_id = (select id from region where region = ${region})
    order by e.event_time desc, e.event_id limit ${CALLS_MAX}`;
}

/** Who called, by what credential and from which endpoint is not looked at: selectors that go by it leave the share open. */
function toCall(
  { eventClass }: OperationFamily,
  { atMs, source, name, flags, type, key, error }: z.output<typeof Row>,
): SeenCall {
  const { category, resourceType } = eventClass;
  const isOfType = resourceType !== null && type?.toLowerCase() === resourceType.toLowerCase();
  return {
    atMs,
    event: {
      category,
      source,
      name,
      readOnly: decodeEventFlags(flags).readOnly,
      eventType: null,
      resources: resourceType === null ? [] : [{ type: resourceType, arn: isOfType ? key : null, isPrefix: false }],
      principalArn: null,
      fromConsole: false,
      errorCode: error,
      vpcEndpointId: null,
    },
  };
}
