"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ChainPanel } from "@/components/credentials/chain-panel";
import { HumanBadge } from "@/components/identities/human-badge";
import { visibleText } from "@/lib/base/visible-text";
import type { EventDetail } from "@/lib/events/contract";
import { profileHref } from "@/lib/identities/search-params";
import { identityQuery } from "@/lib/identities/query-options";

type RecordWhoProps = { readonly event: EventDetail; readonly onRecord: (eventId: string) => void };

/** Why the event is this identity's, and over which credentials it came about. */
export function RecordWho({ event, onRecord }: RecordWhoProps) {
  const { identityId, credentialUid } = event;
  return (
    <section aria-label="Who" className="flex flex-col gap-1 border-t border-border py-3 text-sm">
      <h3 className="label-caps px-4">Why this identity</h3>
      {identityId === null ? (
        <p className="px-4">The record names nobody whom anything else in this store names.</p>
      ) : (
        <WhyIdentity event={event} identityId={identityId} />
      )}
      <h3 className="label-caps px-4 pt-2">Chain of credentials</h3>
      {credentialUid === null ? (
        <p className="px-4 text-muted">The record names no credential, so nothing leads further back.</p>
      ) : (
        <ChainPanel credential={credentialUid} onRecord={onRecord} />
      )}
    </section>
  );
}

function WhyIdentity({ event, identityId }: { readonly event: EventDetail; readonly identityId: string }) {
  const { data: profile } = useQuery(identityQuery.profile(identityId));
  const { identity, principalArn, sessionName, via } = event;
  return (
    <div className="flex flex-col gap-1 px-4">
      <p className="wrap-anywhere">
        Its <code>userIdentity</code> names{" "}
        {principalArn === null ? (
          "no ARN; its principal is known"
        ) : (
          <bdi className="font-mono text-xs">{visibleText(principalArn)}</bdi>
        )}
        {sessionName === null ? "" : `, in session ${visibleText(sessionName)}`}: the{" "}
        {event.identityKind?.replaceAll("-", " ") ?? "identity"}{" "}
        <Link href={profileHref(identityId)} className="text-accent underline underline-offset-2">
          {visibleText(identity)}
        </Link>
        {via === null ? "." : `, for which ${visibleText(via)} called.`}
      </p>
      {profile === undefined ? null : (
        <p className="flex flex-wrap items-baseline gap-x-2 text-xs">
          <HumanBadge human={profile.human} reason={profile.reason} />
          <span className="text-muted">{visibleText(profile.reason)}</span>
        </p>
      )}
    </div>
  );
}
