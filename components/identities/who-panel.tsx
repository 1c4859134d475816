"use client";

import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { visibleText } from "@/lib/base/visible-text";
import type { IdentityProfile } from "@/lib/identities/contract";
import { HumanBadge } from "./human-badge";
import { OverrideDialog } from "./override-dialog";

type WhoPanelProps = { readonly profile: IdentityProfile; readonly mayOverride: boolean };

/** Whether a person stands behind it and what shows that, and every name that records give it. */
export function WhoPanel({ profile, mayOverride }: WhoPanelProps) {
  const names = [profile.arn, profile.uniqueId, ...profile.aliases].filter((name) => name !== null);
  return (
    <Panel title="Who it is" aside={mayOverride ? <OverrideDialog profile={profile} /> : undefined}>
      <div className="flex flex-col gap-3 px-4 py-3 text-xs">
        <p className="flex flex-wrap items-center gap-2">
          <HumanBadge human={profile.human} reason={profile.reason} />
          <span className="text-sm">{visibleText(profile.reason)}</span>
        </p>
        {profile.overrides.length === 0 ? null : (
          <section>
            <h3 className="label-caps pb-1">What users said</h3>
            <ul className="flex flex-col gap-1">
              {profile.overrides.map(({ human, why, actorName, atMs }) => (
                <li key={atMs}>
                  {human === null ? "took it back" : human}: {visibleText(why)}{" "}
                  <span className="text-muted">
                    {visibleText(actorName)}, <TimeText at={atMs} precision="minute" />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h3 className="label-caps pb-1">
            <CountText count={names.length} unit="name" /> of one {profile.kind}
          </h3>
          <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto">
            {names.map((name) => (
              <li key={name}>
                <bdi className="font-mono break-all">{visibleText(name)}</bdi>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3 className="label-caps pb-1">Recorded in</h3>
          <p className="font-mono">{profile.accounts.length === 0 ? "no account" : profile.accounts.join(", ")}</p>
        </section>
      </div>
    </Panel>
  );
}
