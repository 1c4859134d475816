import { parseArgs } from "node:util";
import { countOf } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { AnswerResult } from "@/lib/coverage/answers/contract";
import { askQuestion } from "@/lib/coverage/server/answers/ask-question";
import { type Verb, VERBS } from "@/lib/coverage/answers/verb";
import { type Io, UsageError } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

/** `wakeline answer`: whether somebody did something to a thing: yes, no, or cannot say with every reason. */
export async function answerCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      identity: { type: "string" },
      did: { type: "string" },
      resource: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
    },
  });
  const fromMs = readTime("--from", values.from);
  const toMs = readTime("--to", values.to);
  if (values.resource === undefined) throw new UsageError("Say what it is about: --resource <ARN or name>.");
  if (fromMs === null || toMs === null) throw new UsageError("Say between which times: --from T --to T.");
  const { identity, resource } = values;
  const did = readVerb(values.did);
  return withStore(io, async (ctx) => {
    const result = await askQuestion(ctx, {
      did,
      resource,
      fromMs,
      toMs,
      ...(identity === undefined ? {} : { identity }),
    });
    for (const line of io.json ? [JSON.stringify(toJson(result))] : toLines(result)) io.stdout(line);
    return 0;
  });
}

function readVerb(text: string | undefined): Verb {
  const verb = VERBS.find((one) => one === (text ?? "any"));
  if (verb === undefined) throw new UsageError(`--did takes one of ${VERBS.join(", ")}.`);
  return verb;
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

function toJson({ question, verdict, events, total, attempts, limits, assumptions, askedAtMs }: AnswerResult) {
  const { fromMs, toMs, ...asked } = question;
  const cited = ({ timeMs, ...event }: AnswerResult["events"][number]) => ({ ...event, time: iso(timeMs) });
  return {
    verdict,
    events: events.map(cited),
    total,
    attempts: attempts.map(cited),
    limits: limits.map((limit) => ({
      ...limit,
      fromMs: undefined,
      toMs: undefined,
      from: iso(limit.fromMs),
      to: iso(limit.toMs),
    })),
    assumptions,
    question: { ...asked, from: iso(fromMs), to: iso(toMs) },
    askedAt: iso(askedAtMs),
  };
}

const VERDICTS = { yes: "Yes", no: "No", "cannot-say": "Cannot say" } as const;

function toLines({ verdict, total, events, attempts, limits, assumptions }: AnswerResult): string[] {
  return [
    `${VERDICTS[verdict]}${total > 0 ? `: ${limits.length > 0 ? "at least " : ""}${countOf(total, "event")}` : ""}`,
    ...events.map((event) => eventLine("event", event)),
    ...attempts.map((event) => eventLine("refused or failed", event)),
    ...limits.map(
      ({ kind, text, remedy, fromMs, toMs }) =>
        `limit  ${kind}  ${formatTime(fromMs)} to ${formatTime(toMs)}  ${text}${remedy === null ? "" : ` ${remedy}`}`,
    ),
    ...(verdict === "no" ? assumptions.map((text) => `given  ${text}`) : []),
  ].map(visibleText);
}

function eventLine(
  word: string,
  { timeMs, identity, source, action, account, region, eventId, through }: AnswerResult["events"][number],
): string {
  const path = through === null ? "" : `  ${through}`;
  return `${word}  ${formatTime(timeMs)}  ${identity}  ${source}:${action}  ${account}  ${region}  ${eventId}${path}`;
}
