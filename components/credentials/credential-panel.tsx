"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { CopyButton } from "@/components/common/copy-button";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { visibleText } from "@/lib/base/visible-text";
import { timelineHref } from "@/lib/events/search-params";
import { credentialQuery } from "@/lib/credentials/query-options";
import { taskHref } from "@/lib/tasks/search-params";
import { ChainPanel } from "./chain-panel";
import { CredentialFacts } from "./credential-facts";

type CredentialPanelProps = {
  readonly identityId: string;
  readonly credential: string;
  readonly onRecord: (eventId: string) => void;
  readonly onClose: () => void;
};

/** One credential: its chain, its facts, and what was issued to it. */
export function CredentialPanel({ identityId, credential, onRecord, onClose }: CredentialPanelProps) {
  const detail = useQuery(credentialQuery.detail(credential));
  const key = detail.data?.key ?? credential;
  return (
    <Panel
      title={
        <>
          Chain of <bdi className="font-mono">{visibleText(key)}</bdi>
        </>
      }
      aside={
        <span className="flex items-center gap-1">
          <Link
            href={timelineHref(identityId, { clauses: [{ field: "credential", not: false, value: key }] })}
            className="text-accent hover:underline max-sm:hidden"
          >
            Events
          </Link>
          <Link href={taskHref(credential)} className="ml-2 text-accent hover:underline">
            Whole task
          </Link>
          <CopyButton text={key} label="Copy the credential's key" />
          <Button variant="ghost" size="icon-sm" aria-label="Close the chain" onClick={onClose}>
            <X />
          </Button>
        </span>
      }
    >
      <ChainPanel credential={credential} onRecord={onRecord} />
      <DataState
        query={detail}
        failure="The credential could not be read"
        loading={<Skeleton className="mx-4 mb-4 h-24" />}
        isEmpty={() => false}
        empty={null}
      >
        {(data) => <CredentialFacts detail={data} onRecord={onRecord} />}
      </DataState>
    </Panel>
  );
}
