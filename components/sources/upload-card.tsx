"use client";

import { CircleAlert, X } from "lucide-react";
import { CountText } from "@/components/common/count-text";
import { ProgressBar } from "@/components/common/progress-bar";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/lib/base/format-time";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import type { UploadView } from "@/lib/sources/upload-queue";
import { HandedOver } from "./handed-over";
import { UploadItems } from "./upload-items";
import { uploads } from "./uploads";

/** One upload of this tab, from its first byte to what became of its records. */
export function UploadCard({ upload }: { readonly upload: UploadView }) {
  const { key, phase, runId } = upload;
  if (phase === "handed-over" && runId !== null) return <HandedOver uploadKey={key} runId={runId} />;
  return (
    <section aria-label="Upload under way" className="overflow-hidden rounded-lg border border-border bg-panel">
      <div className="flex flex-col gap-2 px-4 py-3">
        <div className="flex items-start gap-3">
          <p className="min-w-0 flex-1 text-sm font-medium">{titleOf(upload)}</p>
          <Button size="sm" variant="ghost" onClick={() => void uploads.discard(key)}>
            <X /> {phase === "refused" ? "Dismiss" : "Cancel"}
          </Button>
        </div>
        {phase === "refused" ? (
          <p role="alert" className="text-sm text-danger">
            {upload.reason}
          </p>
        ) : (
          <>
            <ProgressBar done={shareOf(upload)} label="Sent of the whole upload" />
            <p className="flex flex-wrap gap-x-4 text-xs tabular text-muted" aria-live="off">
              <span>
                {formatBytes(upload.sentBytes)} of {formatBytes(upload.bytes)}
              </span>
              <span>
                <CountText count={upload.received} of={upload.items.length} unit="file" /> received and verified
              </span>
              <span>{paceOf(upload)}</span>
            </p>
          </>
        )}
        {phase === "some-failed" ? <SomeFailed upload={upload} /> : null}
      </div>
      {phase === "refused" ? null : <UploadItems items={upload.items} />}
    </section>
  );
}

function SomeFailed({ upload }: { readonly upload: UploadView }) {
  const { key, failed, received } = upload;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm">
      <CircleAlert aria-hidden className="size-4 shrink-0 text-warning" />
      <span className="min-w-0 flex-1 basis-48">
        {formatCount(failed)} {failed === 1 ? "file" : "files"} did not arrive. Nothing is loaded until you decide.
      </span>
      <Button size="sm" variant="primary" onClick={() => uploads.retry(key)}>
        Send {failed === 1 ? "it" : "them"} again
      </Button>
      {received === 0 ? null : (
        <Button size="sm" onClick={() => void uploads.goOn(key)}>
          Load the other {formatCount(received)}
        </Button>
      )}
    </div>
  );
}

function titleOf({ phase, items, failed }: UploadView): string {
  const files = `${formatCount(items.length)} ${items.length === 1 ? "file" : "files"}`;
  switch (phase) {
    case "announcing":
      return `Announcing ${files}`;
    case "sending":
      return `Uploading ${files}`;
    case "some-failed":
      return `${formatCount(failed)} of ${files} failed`;
    case "closing":
    case "handed-over":
      return `${files} sent`;
    case "refused":
      return "This upload was refused";
  }
}

function shareOf({ bytes, sentBytes, received, items }: UploadView): number {
  return bytes > 0 ? sentBytes / bytes : received / Math.max(1, items.length);
}

function paceOf({ bytesPerSecond, bytes, sentBytes }: UploadView): string {
  if (bytesPerSecond === null || bytesPerSecond <= 0) return "";
  return `${formatBytes(bytesPerSecond)}/s, ${formatDuration(((bytes - sentBytes) / bytesPerSecond) * 1000)} left`;
}
