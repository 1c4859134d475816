import type { ReactNode } from "react";
import { ByteText } from "@/components/common/byte-text";
import { CopyButton } from "@/components/common/copy-button";
import { IntegrityBadge } from "@/components/common/integrity-badge";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { visibleText } from "@/lib/base/visible-text";
import { integritySentence } from "@/lib/integrity/file-integrity";
import type { LogFile } from "@/lib/sources/contract";

const TRUST = ["verified by a digest", "pulled from S3", "pushed", "uploaded or read from a folder"] as const;

/** What is known of a log file. */
export function LogFileFacts({ file }: { readonly file: LogFile }) {
  return (
    <Panel title="Facts">
      <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 py-3 text-sm">
        <Fact name="SHA-256">
          <span className="flex items-center gap-1">
            <code className="min-w-0 text-xs break-all">{file.sha256}</code>
            <CopyButton text={file.sha256} label="Copy the SHA-256" />
          </span>
        </Fact>
        <Fact name="Integrity">
          <IntegrityBadge integrity={file.integrity} />
          <p className="pt-1 text-xs text-muted">{integritySentence(file.integrity)}.</p>
          {file.integrity.digest === null ? null : (
            <p className="pt-0.5 text-xs text-muted">
              By the digest <bdi className="font-mono break-all">{visibleText(file.integrity.digest)}</bdi>
            </p>
          )}
        </Fact>
        <Fact name="Source">
          <bdi>{visibleText(file.source)}</bdi> <span className="text-muted">({TRUST[file.trust] ?? "unknown"})</span>
        </Fact>
        <Fact name="Format">
          {file.format}
          {file.compressed ? ", delivered as gzip" : ", delivered uncompressed"}
        </Fact>
        <Fact name="Size">
          <ByteText bytes={file.deliveredBytes} /> delivered, <ByteText bytes={file.textBytes} /> of text,{" "}
          <ByteText bytes={file.evidenceBytes} /> kept
        </Fact>
        <Fact name="Published">
          {file.publishTimeMs === null ? (
            <span className="text-muted">unknown: its name does not say</span>
          ) : (
            <TimeText at={file.publishTimeMs} />
          )}
        </Fact>
        <Fact name="Received">
          <TimeText at={file.receivedAtMs} />
        </Fact>
        {file.droppedAtMs === null ? null : (
          <Fact name="Dropped">
            <TimeText at={file.droppedAtMs} /> by retention: its bytes and events are gone, its counts are those that it
            had, and its integrity is what was known by then
          </Fact>
        )}
        <Fact name="Read by">normaliser version {file.normaliserVersion}</Fact>
        <Fact name="State">
          {file.complete ? (
            "complete"
          ) : (
            <span className="text-warning">incomplete: not every segment is loaded; load it again</span>
          )}
        </Fact>
        {file.damage === null ? null : (
          <Fact name="Damage">
            <span className="text-warning">{visibleText(file.damage)}</span>
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
