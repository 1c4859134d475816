"use client";

import { candidatesWords } from "@/lib/credentials/words";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { PageHeader } from "@/components/common/page-header";
import { TimeText } from "@/components/common/time-text";
import { GradeMark } from "@/components/credentials/grade-mark";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { profileHref } from "@/lib/identities/search-params";
import type { Gap, TaskDetail } from "@/lib/tasks/contract";
import { cutWords } from "@/lib/tasks/cut-words";
import { taskHref } from "@/lib/tasks/search-params";
import { spanWords } from "@/lib/tasks/span-words";
import { taskId } from "@/lib/tasks/task-id";
import { CutSelect } from "./cut-select";

type TaskHeaderProps = { readonly task: TaskDetail; readonly gap: Gap };

/** What the task is, between which calls it lies, and how it was cut, with every other cut a choice away. */
export function TaskHeader({ task, gap }: TaskHeaderProps) {
  const { title, who, startedBy, startedByName, starter, invocation, candidates, firstMs, lastMs, grade } = task;
  return (
    <PageHeader
      title={
        <bdi className="wrap-anywhere whitespace-normal">
          {visibleText(title.slice(0, 1).toUpperCase() + title.slice(1))}
        </bdi>
      }
      summary={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {who.id === null ? (
            <span>{visibleText(who.name)}</span>
          ) : (
            <Link href={profileHref(who.id)} className="text-accent hover:underline">
              {visibleText(who.name)}
            </Link>
          )}
          {startedByName === null || startedBy === starter?.from ? null : (
            <span>begun by {visibleText(startedByName)}</span>
          )}
          {starter === null || starter.fromWho?.id == null ? null : (
            <Link
              href={starter.fromIsKey ? taskHref(starter.from) : profileHref(starter.fromWho.id)}
              className="text-accent hover:underline"
            >
              asked for by {visibleText(starter.fromWho.name)}
            </Link>
          )}
          {candidates > 1 && who.id !== null ? (
            <Link href={profileHref(who.id, task.root)} className="text-warning hover:underline">
              came from 1 of {candidatesWords(candidates)}, not told apart
            </Link>
          ) : null}
          <span>
            first call <TimeText at={firstMs} />, last <TimeText at={lastMs} />, {spanWords(firstMs, lastMs)}
          </span>
          {invocation === null ? null : invocation.eventId === null ? (
            <span>not cut by invocation: {visibleText(lowerFirst(invocation.because))}</span>
          ) : (
            <Link
              href={`/e/${encodeURIComponent(invocation.eventId)}`}
              title={invocation.because}
              className="text-accent hover:underline"
            >
              the call of Invoke
            </Link>
          )}
          {grade === null ? null : (
            <span className="flex items-center gap-1.5">
              weakest link <GradeMark grade={grade} />
            </span>
          )}
        </span>
      }
      actions={
        task.basis === "run-id" ? (
          <span className="text-xs text-muted">cut by {cutWords(task)}</span>
        ) : (
          <Cuts task={task} gap={gap} />
        )
      }
    />
  );
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function Cuts({ task, gap }: TaskHeaderProps) {
  const router = useRouter();
  const { pieces, piecesInAll, whole } = task;
  const at = pieces.findIndex(({ id }) => id === task.id);
  const isWhole = piecesInAll <= 1 && (gap === null || gap === "none") && task.id === whole;
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  function cut(next: Gap): void {
    const atMs = next === "none" ? null : task.firstMs;
    router.push(taskHref(taskId({ kind: "credential", credential: whole, atMs }), next === "none" ? null : next));
  }
  return (
    <>
      {piecesInAll > 1 ? (
        <nav aria-label="Pieces" className="flex items-center gap-1 text-xs text-muted">
          <PieceLink label="Piece before" id={before?.id ?? null} gap={gap} isBack />
          <span className="tabular">
            piece {formatCount(at + 1)} of {formatCount(piecesInAll)}
          </span>
          <PieceLink label="Piece after" id={after?.id ?? null} gap={gap} isBack={false} />
          <Link href={taskHref(whole)} className="ml-2 text-accent hover:underline">
            Undo the cut
          </Link>
        </nav>
      ) : null}
      {task.workload === null || task.workload === whole ? null : (
        <Link
          href={taskHref(task.workload)}
          title="Joins all credentials that this workload was given, one after the other: by grade C"
          className="text-xs text-accent hover:underline"
        >
          Join its other credentials
        </Link>
      )}
      {task.workload === whole ? (
        <Link href={taskHref(task.root)} className="text-xs text-accent hover:underline">
          Undo the join
        </Link>
      ) : null}
      <CutSelect gap={isWhole ? "none" : gap} onCut={cut} />
    </>
  );
}

type PieceLinkProps = {
  readonly label: string;
  readonly id: string | null;
  readonly gap: Gap;
  readonly isBack: boolean;
};

function PieceLink({ label, id, gap, isBack }: PieceLinkProps) {
  const Icon = isBack ? ChevronLeft : ChevronRight;
  if (id === null) {
    return (
      <Button variant="ghost" size="icon-sm" aria-label={label} disabled>
        <Icon />
      </Button>
    );
  }
  return (
    <Button asChild variant="ghost" size="icon-sm">
      <Link href={taskHref(id, gap)} aria-label={label}>
        <Icon />
      </Link>
    </Button>
  );
}
