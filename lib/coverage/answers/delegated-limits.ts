import { formatCount } from "@/lib/base/format-number";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { DroppedRange } from "@/lib/retention/dropped-range";
import type { CoverageModel, SinkModel } from "../coverage-model";
import { sinksOf } from "../sinks-at";
import { watchedSpan } from "../watched-span";
import type { Limit, Question } from "./answer";
import { coverageLimits } from "./coverage-limits";

type Asked = {
  readonly dropped: readonly DroppedRange[];
  /** Whether all would be proved as well by what the accounts record by themselves. */
  readonly holdsWithout: () => boolean;
};

const NAMED_MAX = 5;

/**
 * A delegated administrator changes an organisation's trail with a call that stands in that account's own log, and any member may be one:
 * an answer that needs such a trail needs the logs of them all, from what is known of the trail before the time to what is known after.
 */
export function delegatedLimits(question: Question, model: CoverageModel, asked: Asked): Limit[] {
  const accounts = [...(question.subject?.accounts ?? []), question.resource.account].flatMap((one) => one ?? []);
  const shared = new Set(accounts.flatMap((account) => sinksOf(model, account).filter(isShared(account))));
  const open = [...shared].flatMap((sink) => openMembers(sink, { question, model, dropped: asked.dropped }) ?? []);
  if (open.length === 0 || asked.holdsWithout()) return [];
  return open.map(({ sink, members, of }) => ({
    kind: "configuration-unknown",
    text:
      of === 0
        ? `Whether a delegated administrator changed ${nameOf(sink)} cannot be told: which accounts could be one is not known.`
        : `Whether a delegated administrator changed ${nameOf(sink)} cannot be told: such a call stands in that account's own log, and of ${formatCount(members.length)} of ${formatCount(of)} other accounts (${listed(members)}) not all changes of logging in ${sink.home} are proved to be here.`,
    remedy:
      "Load the management events of these accounts with their digests, or record what is asked about by trails of its own account.",
    fromMs: question.fromMs,
    toMs: question.toMs,
    account: sink.owner,
    region: sink.home,
    events: [],
  }));
}

const isShared =
  (account: string) =>
  ({ owner, settings }: SinkModel): boolean =>
    owner !== account && settings.some(({ value }) => value?.organisation === true);

type Open = { readonly sink: SinkModel; readonly members: readonly string[]; readonly of: number };
type Looked = { readonly question: Question; readonly model: CoverageModel; readonly dropped: Asked["dropped"] };

/** The accounts whose own changes of the sink may not be here; null where all are, empty of none where no account is known. */
function openMembers(sink: SinkModel, { question, model, dropped }: Looked): Open | null {
  const control = findFamily("management:logging-control");
  const others = [...model.memberships.keys()].filter((account) => account !== sink.owner);
  if (control === null || others.length === 0) return { sink, members: [], of: 0 };
  const { fromMs, toMs } = question;
  const window = watchedSpan(model, [sink.owner, ...others.slice(0, 1)], { fromMs, toMs });
  const members = others.filter((account) => {
    const place = { account, region: sink.home, window, what: "A change of logging", dropped };
    return coverageLimits(control, place, model).length > 0;
  });
  return members.length === 0 ? null : { sink, members, of: others.length };
}

function nameOf({ arn, settings }: SinkModel): string {
  return settings.findLast(({ value }) => value != null)?.value?.name ?? arn;
}

function listed(members: readonly string[]): string {
  const more = members.length - NAMED_MAX;
  return members.slice(0, NAMED_MAX).join(", ") + (more > 0 ? ` and ${formatCount(more)} more` : "");
}
