"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { AccountName } from "@/components/common/account-name";
import { CopyButton } from "@/components/common/copy-button";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { visibleText } from "@/lib/base/visible-text";
import { shortKey } from "@/lib/events/short-names";
import type { ResourceHead } from "@/lib/resources/contract";
import { resourceEventsHref, resourceHref } from "@/lib/resources/search-params";
import { typeWords } from "@/lib/resources/type-words";

/** What it is, whose, and what it belongs to, with the pages that there are of it. */
export function ResourceHeader({ resource }: { readonly resource: ResourceHead }) {
  const { key, type, accounts, region, parent, otherNames, firstMs, lastMs } = resource;
  return (
    <header className="px-4 pt-3 pb-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <h1 className="min-w-0 text-lg font-semibold tracking-tight wrap-anywhere">
          <bdi>{visibleText(shortKey(key))}</bdi>
        </h1>
        <Badge tone="outline" title={type === "" ? "No record says what it is" : visibleText(type)}>
          {visibleText(typeWords(type))}
        </Badge>
        <CopyButton text={key} label={key.startsWith("arn:") ? "Copy the ARN" : "Copy the name"} />
      </div>
      <p className="font-mono text-xs break-all text-muted">
        <bdi>{visibleText(key)}</bdi>
      </p>
      <p className="mt-0.5 flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5 text-xs text-muted">
        {accounts.length === 0 ? <span>account not said by any record</span> : null}
        {accounts.map(({ id }) => (
          <AccountName key={id} account={id} />
        ))}
        {accounts.length > 1 ? <span>a bare name: it may stand for a thing in each of these accounts</span> : null}
        {region === null ? null : <span className="font-mono">{visibleText(region)}</span>}
        {parent === null ? null : (
          <span className="flex max-w-full min-w-0 gap-1.5">
            in
            <Link href={resourceHref(parent.uid)} className="min-w-0 text-accent hover:underline">
              <TailText text={shortKey(parent.key)} />
            </Link>
          </span>
        )}
        {firstMs === null || lastMs === null ? null : (
          <span>
            touched <TimeText at={firstMs} precision="minute" /> to <TimeText at={lastMs} precision="minute" />
          </span>
        )}
        {otherNames.length === 0 ? null : (
          <span className="min-w-0">
            also recorded as{" "}
            {otherNames.map(({ uid, key: name }, n) => (
              <span key={uid}>
                {n === 0 ? "" : ", "}
                <Link href={resourceHref(uid)} className="font-mono break-all text-accent hover:underline">
                  <bdi>{visibleText(name)}</bdi>
                </Link>
              </span>
            ))}
          </span>
        )}
      </p>
      <ResourceTabs id={resource.id} />
    </header>
  );
}

function ResourceTabs({ id }: { readonly id: string }) {
  const path = usePathname();
  const tabs = [
    { label: "Overview", href: resourceHref(id) },
    { label: "Events", href: resourceEventsHref(id) },
  ];
  return (
    <nav aria-label="Resource" className="mt-1 flex gap-4 overflow-x-auto border-b border-border">
      {tabs.map(({ label, href }) => (
        <Link
          key={label}
          href={href}
          {...(path === href ? { "aria-current": "page" as const } : {})}
          className={cn(
            "-mb-px flex h-8 items-center border-b-2 text-sm whitespace-nowrap",
            path === href ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
