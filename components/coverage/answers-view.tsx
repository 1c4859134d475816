"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { AnswerResult } from "@/lib/coverage/answers/contract";
import { coverageQuery } from "@/lib/coverage/query-options";
import { answerParams } from "@/lib/coverage/search-params";
import { AnswerForm, type AskedForm } from "./answer-form";
import { AnswerPaper } from "./answer-paper";
import { CoverageTabs } from "./coverage-tabs";

/** Did somebody do something to a thing? Yes, no, or cannot say, with everything that limits the answer. */
export function AnswersView() {
  const [params, setParams] = useQueryStates(answerParams, { history: "push" });
  const extent = useQuery(coverageQuery.extent());
  const ask = (form: AskedForm): void => void setParams({ ...form });
  const isAsked = params.resource !== "" && params.from !== null && params.to !== null;
  return (
    <>
      <PageHeader
        title="Answers"
        summary="Did X, or anyone, do something to Y between two times? A no is given only where nothing could have been missed."
      />
      <CoverageTabs />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        {extent.data === undefined ? (
          <Skeleton className="h-24" />
        ) : (
          <AnswerForm
            key={JSON.stringify(params)}
            asked={{ ...params, from: params.from ?? extent.data.fromMs, to: params.to ?? extent.data.toMs }}
            onAsk={ask}
          />
        )}
        {isAsked && params.from !== null && params.to !== null ? (
          <Answer key={`answer ${JSON.stringify(params)}`} asked={{ ...params, from: params.from, to: params.to }} />
        ) : (
          <p className="rounded-lg border border-dashed border-border-strong px-4 py-8 text-center text-sm text-muted">
            Name a resource to ask about: an ARN, s3://bucket/key, or a name that fits one stored resource. A slash at
            the end asks about everything below it. The resource need not be in any record.
          </p>
        )}
      </div>
    </>
  );
}

function Answer({ asked }: { readonly asked: AskedForm }) {
  const { identity, did, resource, from, to } = asked;
  const question = { did, resource, fromMs: from, toMs: to, ...(identity === "" ? {} : { identity }) };
  const answer = useQuery(coverageQuery.answer(question));
  const [earlier, setEarlier] = useState<AnswerResult | null>(null);
  if (answer.data === undefined) {
    if (answer.error === null)
      return (
        <div aria-busy="true">
          <p className="mb-2 text-sm text-muted">Looking at every path to it…</p>
          <Skeleton className="h-64" />
        </div>
      );
    return <ErrorPanel error={answer.error} title="The question could not be answered" onRetry={null} />;
  }
  const { data } = answer;
  return (
    <AnswerPaper
      answer={data}
      earlier={earlier}
      isChecking={answer.isFetching}
      onCheckAgain={() => {
        setEarlier(data);
        void answer.refetch();
      }}
    />
  );
}
