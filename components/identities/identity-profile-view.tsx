"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { CredentialList } from "@/components/credentials/credential-list";
import { CredentialPanel } from "@/components/credentials/credential-panel";
import { RecordSheet } from "@/components/record/record-sheet";
import { RemainsPanel } from "@/components/tasks/remains-panel";
import { identityQuery } from "@/lib/identities/query-options";
import { profileParams } from "@/lib/identities/search-params";
import { ActivityPanel } from "./activity-panel";
import { ProfileHeader } from "./profile-header";
import { WhoPanel } from "./who-panel";

type IdentityProfileViewProps = {
  readonly identityId: string;
  /** Whether this user may say who stands behind it, and see records unredacted. */
  readonly isInvestigator: boolean;
};

/** Who an identity is, its credentials with where each came from, and what of it may still act. */
export function IdentityProfileView({ identityId, isInvestigator }: IdentityProfileViewProps) {
  const { data: profile } = useQuery(identityQuery.profile(identityId));
  const [{ credential, event }, setParams] = useQueryStates(profileParams);
  const openRecord = (eventId: string): void => void setParams({ event: eventId }, { history: "push" });
  return (
    <>
      <ProfileHeader identityId={identityId} withDetails={false} />
      <div className="flex flex-col gap-4 px-4 pt-2 pb-8">
        {credential === null ? null : (
          <CredentialPanel
            key={credential}
            identityId={identityId}
            credential={credential}
            onRecord={openRecord}
            onClose={() => void setParams({ credential: null })}
          />
        )}
        {profile === undefined ? null : (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <WhoPanel profile={profile} mayOverride={isInvestigator} />
            <ActivityPanel profile={profile} />
          </div>
        )}
        <CredentialList
          identityId={identityId}
          chosen={credential}
          onChoose={(chosen) => {
            void setParams({ credential: chosen === credential ? null : chosen }, { history: "push", scroll: true });
          }}
        />
        <RemainsPanel of={{ kind: "identity", identity: identityId }} onRecord={openRecord} />
      </div>
      <RecordSheet eventId={event} mayUnmask={isInvestigator} onClose={() => void setParams({ event: null })} />
    </>
  );
}
