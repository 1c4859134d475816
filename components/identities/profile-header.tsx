"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/common/copy-button";
import { CountText } from "@/components/common/count-text";
import { ErrorPanel } from "@/components/common/error-panel";
import { TimeText } from "@/components/common/time-text";
import { ActivityCoverageNote } from "@/components/coverage/activity-coverage-note";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { visibleText } from "@/lib/base/visible-text";
import type { IdentityProfile } from "@/lib/identities/contract";
import { identityQuery } from "@/lib/identities/query-options";
import { HumanBadge } from "./human-badge";
import { IdentityTabs } from "./identity-tabs";
import { ProfileDetails } from "./profile-details";

type ProfileHeaderProps = {
  readonly identityId: string;
  /** Whether its credentials, actions and Regions fold out here, where the page itself does not show them. */
  readonly withDetails: boolean;
};

/** Who it is, in two lines, with the pages that there are of it. */
export function ProfileHeader({ identityId, withDetails }: ProfileHeaderProps) {
  const { data: profile, error, refetch } = useQuery(identityQuery.profile(identityId));
  const [open, setOpen] = useState(false);
  if (profile === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="The identity could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="mx-4 mt-3 mb-2 h-11" />;
  }
  return (
    <header className="px-4 pt-3 pb-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <h1 className="min-w-0 truncate text-lg font-semibold tracking-tight">
          <bdi>{visibleText(profile.name)}</bdi>
        </h1>
        <Badge tone="outline">{profile.kind}</Badge>
        <HumanBadge human={profile.human} reason={profile.reason} />
        <CopyButton text={profile.arn ?? profile.key} label="Copy the ARN" />
        {withDetails ? (
          <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)} className="ml-auto">
            {open ? <ChevronUp /> : <ChevronDown />} Details
          </Button>
        ) : null}
      </div>
      <p className="flex min-w-0 flex-wrap items-center gap-x-3 text-xs text-muted">
        <AccountText profile={profile} />
        <span>
          <CountText count={profile.events} unit="event" />
          {profile.errors > 0 ? (
            <span className="text-danger">
              , <CountText count={profile.errors} /> failed
            </span>
          ) : null}
        </span>
        <ActivityCoverageNote identity={profile.id} among={[profile.id]} />
        <CountText count={profile.credentialsDistinct} unit="credential" />
        {profile.firstSeenMs === null || profile.lastSeenMs === null ? null : (
          <span>
            <TimeText at={profile.firstSeenMs} precision="minute" /> to{" "}
            <TimeText at={profile.lastSeenMs} precision="minute" />
          </span>
        )}
      </p>
      {open ? <ProfileDetails profile={profile} /> : null}
      <IdentityTabs identityId={profile.id} />
    </header>
  );
}

function AccountText({ profile }: { readonly profile: IdentityProfile }) {
  const { account, accountName } = profile;
  if (account === null) return <span>account unknown</span>;
  return (
    <span className="font-mono">
      {account}
      {accountName === null ? "" : ` ${visibleText(accountName)}`}
    </span>
  );
}
