import Link from "next/link";
import { AccountName } from "@/components/common/account-name";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { TimeText } from "@/components/common/time-text";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { AgentPath, AgentStep } from "@/lib/coverage/agents/contract";
import { coverageHref } from "@/lib/coverage/search-params";
import { profileHref } from "@/lib/identities/search-params";
import { resourceHref } from "@/lib/resources/search-params";

type AgentRowProps = { readonly agent: AgentPath; readonly atMs: number };

/** One agent: its worst link in words, and on request every link. */
export function AgentRow({ agent, atMs }: AgentRowProps) {
  const { name, kind, account, region, worst, missing, gaps, identities, steps } = agent;
  return (
    <li className="px-4 py-3">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,18rem)_7rem_minmax(0,1fr)]">
        <div className="min-w-0">
          <h2 className="text-sm font-semibold break-words">{visibleText(name)}</h2>
          <p className="text-xs text-muted">
            {kind}
            {region === null ? "" : ` · ${visibleText(region)}`}
          </p>
          {account === null ? null : <AccountName account={account} />}
        </div>
        <div>
          <EvidenceMark state={worst} />
        </div>
        <div className="min-w-0 text-sm">
          <p className="break-words">{missing === null ? "Every known link is recorded." : visibleText(missing)}</p>
          {gaps.map((gap) => (
            <p key={gap} className="mt-0.5 text-xs break-words text-muted">
              {visibleText(gap)}
            </p>
          ))}
          {identities.length === 0 ? null : (
            <p className="mt-1 flex flex-wrap gap-x-2 text-xs">
              <span className="text-muted">acts as</span>
              {identities.map(({ id, name: role }) => (
                <Link key={id} href={profileHref(id)} className="break-all text-accent underline underline-offset-2">
                  {visibleText(role)}
                </Link>
              ))}
            </p>
          )}
        </div>
      </div>
      <details className="mt-2" open={worst !== "logged"}>
        <summary className="cursor-pointer text-xs text-ink-soft">
          {formatCount(steps.length)} {steps.length === 1 ? "link" : "links"} of its path
        </summary>
        <div className="mt-1">
          <Table label={`Path of ${visibleText(name)}`}>
            <thead>
              <tr>
                <TableHead>Link</TableHead>
                <TableHead>State</TableHead>
                {["Calls", "Account and Region", "Known from"].map((title) => (
                  <TableHead key={title} className="max-sm:hidden">
                    {title}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map((step, n) => (
                <StepRow key={n} step={step} atMs={atMs} />
              ))}
            </tbody>
          </Table>
        </div>
      </details>
    </li>
  );
}

const RELATION_WORDS: Readonly<Record<AgentStep["relation"], string>> = {
  itself: "the agent itself",
  role: "role",
  model: "model",
  guardrail: "guardrail",
  "knowledge-base": "knowledge base",
  storage: "storage",
  vectors: "vectors",
  tool: "tool",
  agent: "another agent",
};

function StepRow({ step, atMs }: { readonly step: AgentStep; readonly atMs: number }) {
  const { relation, name, arn, family, familyTitle, account, region, state, lastKnown, because, held } = step;
  const calls =
    account === null || region === null ? (
      visibleText(familyTitle)
    ) : (
      <Link
        href={coverageHref({ at: atMs, cell: { account, region, family } })}
        className="text-accent underline underline-offset-2"
      >
        {visibleText(familyTitle)}
      </Link>
    );
  const place = (
    <>
      {account === null ? <span className="text-muted">not known</span> : <AccountName account={account} />}
      {region === null ? null : <span className="block text-xs text-muted">{visibleText(region)}</span>}
    </>
  );
  return (
    <TableRow>
      <TableCell className="sm:min-w-40">
        {arn === null ? (
          <span className="block break-all">{visibleText(name)}</span>
        ) : (
          <Link
            href={resourceHref(arn)}
            prefetch={false}
            title={visibleText(arn)}
            className="block break-all text-accent hover:underline"
          >
            {visibleText(name)}
          </Link>
        )}
        <span className="text-xs text-muted">{RELATION_WORDS[relation]}</span>
        <span className="block text-xs sm:hidden">
          {calls}
          <span className="block">{place}</span>
          <KnownFrom step={step} />
        </span>
      </TableCell>
      <TableCell className="max-sm:align-top">
        <span title={visibleText(because)}>
          <EvidenceMark state={state} />
        </span>
        {lastKnown === null ? null : (
          <span className="block text-xs text-muted">{lastKnown.state.replace("-", " ")} as last known</span>
        )}
        {held === "missing" ? <span className="block text-xs text-muted">its files are not here</span> : null}
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">{calls}</TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">{place}</TableCell>
      <TableCell className="text-xs whitespace-nowrap max-sm:hidden">
        <KnownFrom step={step} />
      </TableCell>
    </TableRow>
  );
}

function KnownFrom({ step: { isConfigured, events, lastMs, state } }: { readonly step: AgentStep }) {
  const floor = state === "logged" ? "" : "at least ";
  return (
    <>
      {isConfigured ? <span className="block">its configuration</span> : null}
      {events > 0 && lastMs !== null ? (
        <span className="block">
          {floor}
          {formatCount(events)} {events === 1 ? "call" : "calls"}, the last <TimeText at={lastMs} precision="minute" />
        </span>
      ) : null}
    </>
  );
}
