"use client";

import Link from "next/link";
import { Download, Printer, RotateCw } from "lucide-react";
import { TimeText } from "@/components/common/time-text";
import { downloadText } from "@/components/record/download-text";
import { Button } from "@/components/ui/button";
import { countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { resourceHref } from "@/lib/resources/search-params";
import type { AnswerResult } from "@/lib/coverage/answers/contract";
import { VERB_WORDS, VERDICT_WORDS } from "./answer-words";
import { AnswerLimits } from "./answer-limits";
import { CitedEvents } from "./cited-events";

type AnswerPaperProps = {
  readonly answer: AnswerResult;
  /** What it was when it was asked before; null the first time. */
  readonly earlier: AnswerResult | null;
  readonly isChecking: boolean;
  readonly onCheckAgain: () => void;
};

const EDGES = { yes: "border-l-accent", no: "border-l-success", "cannot-say": "border-l-warning" } as const;

/** An answer on one sheet: verdict, evidence, limits; fit to print. */
export function AnswerPaper({ answer, earlier, isChecking, onCheckAgain }: AnswerPaperProps) {
  const { question, verdict, events, total, attempts, limits, assumptions } = answer;
  const who = question.subject === null ? "anybody" : question.subject.name;
  return (
    <article
      aria-label="Answer"
      aria-busy={isChecking}
      className={`rounded-lg border border-l-4 border-border bg-panel ${EDGES[verdict]} print:border-0`}
    >
      <header className="flex flex-wrap items-start justify-between gap-4 px-5 py-4">
        <div className="min-w-0 flex-1 basis-80">
          <p className="text-sm text-muted">
            Did <b className="font-medium break-all text-ink">{visibleText(who)}</b> {VERB_WORDS[question.did]}
            {question.did === "any" ? " to" : ""}{" "}
            <Link
              href={resourceHref(question.resource.arn)}
              className="font-mono text-xs font-medium break-all text-ink underline decoration-border-strong underline-offset-2 hover:text-accent"
            >
              {visibleText(question.resource.arn)}
            </Link>
            {question.resource.isContainer ? " or anything in it" : ""}, from <TimeText at={question.fromMs} /> until{" "}
            <TimeText at={question.toMs} />?
          </p>
          <p className="mt-1 text-2xl font-semibold tracking-tight">{VERDICT_WORDS[verdict]}</p>
          <p className="mt-0.5 text-sm" aria-live="polite">
            {sentenceOf(answer)}
          </p>
          {earlier === null || isChecking ? null : <Compared earlier={earlier} answer={answer} />}
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button size="sm" onClick={onCheckAgain} disabled={isChecking}>
            <RotateCw /> {isChecking ? "Checking…" : "Check again"}
          </Button>
          <Button
            size="sm"
            onClick={() => downloadText(`answer-${answer.askedAtMs}.json`, `${JSON.stringify(answer, null, 2)}\n`)}
          >
            <Download /> JSON
          </Button>
          <Button size="sm" onClick={() => window.print()}>
            <Printer /> Print
          </Button>
        </div>
      </header>
      <AnswerLimits limits={limits} verdict={verdict} />
      <CitedEvents title="Events that show it" events={events} total={total} />
      <CitedEvents title="Refused or failed" events={attempts} total={attempts.length} />
      {assumptions.length === 0 ? null : (
        <section className="border-t border-border px-5 py-4">
          <h2 className="text-sm font-semibold">Taken for given</h2>
          <ul className="mt-1 list-disc pl-5 text-sm">
            {assumptions.map((one) => (
              <li key={one}>{visibleText(one)}</li>
            ))}
          </ul>
        </section>
      )}
      <footer className="border-t border-border px-5 py-2 text-xs text-muted">
        Asked <TimeText at={answer.askedAtMs} />, of the records and the configuration that were here then.
      </footer>
    </article>
  );
}

function sentenceOf({ verdict, total, limits }: AnswerResult): string {
  const many = `${formatCount(limits.length)} ${limits.length === 1 ? "limit" : "limits"}`;
  switch (verdict) {
    case "yes":
      return `${limits.length > 0 ? "At least " : ""}${formatCount(total)} ${total === 1 ? "event shows" : "events show"} it.`;
    case "no":
      return "Every path to it would have been recorded, the records are here, and none is of this.";
    case "cannot-say":
      return limits.length === 1
        ? `Nothing was found; the only limit: ${visibleText(limits[0]?.text ?? "")}`
        : `Nothing was found, but it may have happened unseen: ${many}.`;
  }
}

function Compared({ earlier, answer }: { readonly earlier: AnswerResult; readonly answer: AnswerResult }) {
  const gone = earlier.limits.filter(({ text }) => !answer.limits.some((limit) => limit.text === text)).length;
  const fresh = answer.limits.filter(({ text }) => !earlier.limits.some((limit) => limit.text === text));
  const isSame = earlier.verdict === answer.verdict && earlier.total === answer.total && gone + fresh.length === 0;
  return (
    <p role="status" className="mt-2 rounded-sm bg-accent-soft px-2 py-1 text-sm print:hidden">
      {isSame
        ? "Checked again: the same, by the same events and limits."
        : `Then: ${VERDICT_WORDS[earlier.verdict].toLowerCase()}, ${countOf(earlier.total, "event")}. Now: ${VERDICT_WORDS[answer.verdict].toLowerCase()}, ${countOf(answer.total, "event")}; ${countOf(gone, "limit")} gone, ${fresh.length} new${fresh[0] === undefined ? "" : `: ${visibleText(fresh[0].text)}`}.`}
    </p>
  );
}
