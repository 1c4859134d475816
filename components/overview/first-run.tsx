import { FileUp, FlaskConical, FolderInput, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/common/copy-button";
import { Button } from "@/components/ui/button";
import type { Overview } from "@/lib/overview/contract";

type FirstRunProps = { readonly mayUpload: boolean; readonly lastRun: Overview["lastRun"] };

/** An empty store: three ways to fill it. Goes away by itself when the first file arrives. */
export function FirstRun({ mayUpload, lastRun }: FirstRunProps) {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-10 sm:px-6 sm:py-16">
      <h1 className="text-2xl font-semibold tracking-tight">Nothing is loaded yet</h1>
      <p className="mt-2 max-w-xl text-muted">
        Wakeline reads CloudTrail log files as AWS delivered them, keeps the bytes as evidence, and shows what each
        identity did. Nothing leaves your servers.
      </p>
      {lastRun === null ? null : (
        <p role="status" className="mt-4 rounded-md bg-warning-soft px-3 py-2 text-sm">
          {lastRun.state === "failed"
            ? `The last load stopped: ${lastRun.error ?? "it did not say why."}`
            : `A load from ${lastRun.source} is ${lastRun.state}; no file with records has come of it so far.`}
        </p>
      )}
      <ol className="mt-8 divide-y divide-border border-y border-border">
        <Way icon={FileUp} title="Drop files or a folder">
          <p>JSON, gzip, zip and tar, CloudTrail exports from S3, CloudWatch Logs, EventBridge or a SIEM.</p>
          {mayUpload ? (
            <Button asChild variant="primary" className="mt-3">
              <Link href="/sources">Choose files</Link>
            </Button>
          ) : (
            <p className="mt-2">Your role reads only; an investigator or an administrator can load files.</p>
          )}
        </Way>
        <Way icon={FolderInput} title="Read a folder on the server">
          <p>
            For what is too large for a browser. Folders are read with all that is in them; running it again adds only
            what is new.
          </p>
          <CommandLine command="npm run -s wakeline -- ingest <folder>" />
        </Way>
        <Way icon={FlaskConical} title="Look around with the demo">
          <p>Loads sample records, so that every page has something to show.</p>
          <CommandLine command="npm run demo" />
        </Way>
      </ol>
    </div>
  );
}

type WayProps = { readonly icon: LucideIcon; readonly title: string; readonly children: ReactNode };

function Way({ icon: Icon, title, children }: WayProps) {
  return (
    <li className="flex gap-4 py-5">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 text-sm text-muted">
        <h2 className="text-base font-medium text-ink">{title}</h2>
        {children}
      </div>
    </li>
  );
}

function CommandLine({ command }: { readonly command: string }) {
  return (
    <div className="mt-3 flex max-w-lg items-center gap-2 rounded-md border border-border bg-panel py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 overflow-x-auto text-xs whitespace-nowrap text-ink">{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </div>
  );
}
