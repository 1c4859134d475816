"use client";

import { useQuery } from "@tanstack/react-query";
import { DataState } from "@/components/common/data-state";
import { Skeleton } from "@/components/ui/skeleton";
import { chainRow } from "@/lib/credentials/chain-row";
import type { Chain, ChainLink } from "@/lib/credentials/contract";
import { credentialQuery } from "@/lib/credentials/query-options";
import { visibleText } from "@/lib/base/visible-text";
import { candidatesWords, MECHANISM_WORDS } from "@/lib/credentials/words";
import { ChainBoxView } from "./chain-box-view";
import { ChainStepView } from "./chain-step-view";
import { GradeMark } from "./grade-mark";
import { LinkProof } from "./link-proof";

type ChainPanelProps = { readonly credential: string; readonly onRecord: (eventId: string) => void };

/** From the first credential to the one that was asked for, with the proof of each link. */
export function ChainPanel({ credential, onRecord }: ChainPanelProps) {
  const chain = useQuery(credentialQuery.chain(credential));
  return (
    <DataState
      query={chain}
      failure="The chain could not be read"
      loading={<Skeleton className="m-4 h-24" />}
      isEmpty={() => false}
      empty={null}
    >
      {(data) => <ChainView chain={data} onRecord={onRecord} />}
    </DataState>
  );
}

function ChainView({ chain, onRecord }: { readonly chain: Chain; readonly onRecord: (eventId: string) => void }) {
  const { first, steps } = chainRow(chain);
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <ol
        aria-label="Chain, from the first credential"
        tabIndex={0}
        className="-mx-1 flex items-center overflow-x-auto px-1 pb-2"
      >
        <li className="flex shrink-0">
          <ChainBoxView box={first} />
        </li>
        {steps.map((step) => (
          <li key={step.to.key + step.link.atMs} className="flex shrink-0 items-center">
            <ChainStepView step={step} onRecord={onRecord} />
            <ChainBoxView box={step.to} />
          </li>
        ))}
      </ol>
      <p className="text-xs text-muted">
        {chain.grade === null ? null : (
          <>
            <GradeMark grade={chain.grade} /> is the weakest link: a chain is no better than that.{" "}
          </>
        )}
        {visibleText(chain.ends)}
      </p>
      {chain.candidates.length === 0 ? null : <Candidates links={chain.candidates} onRecord={onRecord} />}
    </div>
  );
}

type CandidatesProps = { readonly links: readonly ChainLink[]; readonly onRecord: (eventId: string) => void };

/** Several that nothing tells apart are a set, never a choice. */
function Candidates({ links, onRecord }: CandidatesProps) {
  return (
    <section aria-label="Possible origins" className="rounded-md border border-dashed border-border-strong p-3">
      <h3 className="text-xs font-semibold">
        {links.length === 1
          ? "One record may tell where it came from, and does not prove it"
          : `At most 1 of ${candidatesWords(links.length)} is where it came from; the records do not say which`}
      </h3>
      <ol className="mt-2 flex flex-col gap-2">
        {links.map((link, n) => (
          <li
            key={`${link.from} ${link.issuingEventId} ${link.atMs}`}
            className="flex min-w-0 items-start gap-2 text-xs"
          >
            <span className="w-12 shrink-0 text-muted tabular">
              {n + 1} of {links.length}
            </span>
            <GradeMark grade={link.grade} />
            <span className="min-w-0 flex-1">
              <bdi className="font-mono break-all">{visibleText(link.fromWho?.name ?? link.from)}</bdi>{" "}
              <span className="text-muted">{MECHANISM_WORDS[link.mechanism]}</span>
              <LinkProof link={link} onRecord={onRecord} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
