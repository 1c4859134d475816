"use client";

import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { TimeText } from "@/components/common/time-text";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { FilterField } from "@/lib/events/event-filter";
import { timelineHref } from "@/lib/events/search-params";
import type { IdentityProfile } from "@/lib/identities/contract";

/** Names, credentials, Regions and actions of an identity; each leads to its events. */
export function ProfileDetails({ profile }: { readonly profile: IdentityProfile }) {
  const href = (field: FilterField, value: string): Route =>
    timelineHref(profile.id, { clauses: [{ field, not: false, value }] });
  return (
    <div className="mt-2 grid max-h-64 gap-x-8 gap-y-3 overflow-y-auto rounded-md border border-border bg-panel p-3 text-xs lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1.6fr)_minmax(0,1fr)_minmax(0,0.7fr)]">
      <Section title="Who">
        <Line>
          {profile.human}: {profile.reason}
        </Line>
        {[profile.arn, profile.uniqueId, ...profile.aliases].map((text) =>
          text === null ? null : (
            <Line key={text}>
              <bdi className="font-mono break-all">{visibleText(text)}</bdi>
            </Line>
          ),
        )}
        <Line>recorded in {profile.accounts.length === 0 ? "no account" : profile.accounts.join(", ")}</Line>
      </Section>
      <Section title={titleOf("Credentials", profile.credentials.length, profile.credentialsDistinct)}>
        {profile.credentials.map((one) => (
          <Line key={one.key}>
            <Counted href={href("credential", one.key)} label={one.key} isMono events={one.events} />
            <span className="block truncate text-muted">
              {one.kind}
              {one.sessionNames.length > 0 ? ` · ${visibleText(one.sessionNames.join(", "))}` : ""} ·{" "}
              <TimeText at={one.firstSeenMs} precision="minute" /> to{" "}
              <TimeText at={one.lastSeenMs} precision="minute" />
            </span>
          </Line>
        ))}
      </Section>
      <Section title={titleOf("Actions", profile.actions.length, profile.actionsDistinct)}>
        {profile.actions.map((one) => (
          <Line key={one.value}>
            <Counted href={href("action", one.value)} label={one.label} isMono={false} events={one.events} />
          </Line>
        ))}
      </Section>
      <Section title={titleOf("Regions", profile.regions.length, profile.regionsDistinct)}>
        {profile.regions.map((one) => (
          <Line key={one.value}>
            <Counted href={href("region", one.value)} label={one.label} isMono={false} events={one.events} />
          </Line>
        ))}
      </Section>
    </div>
  );
}

function titleOf(name: string, shown: number, all: number): string {
  return shown < all ? `${name}, ${formatCount(shown)} of ${formatCount(all)}` : name;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="label-caps pb-1">{title}</h2>
      <ul className="flex flex-col gap-1">{children}</ul>
    </section>
  );
}

function Line({ children }: { readonly children: ReactNode }) {
  return <li className="min-w-0">{children}</li>;
}

type CountedProps = { readonly href: Route; readonly label: string; readonly isMono: boolean; readonly events: number };

function Counted({ href, label, isMono, events }: CountedProps) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <Link href={href} className={`min-w-0 flex-1 truncate text-accent hover:underline ${isMono ? "font-mono" : ""}`}>
        <bdi>{visibleText(label)}</bdi>
      </Link>
      <span className="shrink-0 text-muted tabular">{formatCount(events)}</span>
    </span>
  );
}
