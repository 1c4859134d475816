import { CircleCheck, CircleDashed, CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import type { z } from "zod";
import { CopyButton } from "@/components/common/copy-button";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { RecordLink } from "@/components/record/record-link";
import { visibleText } from "@/lib/base/visible-text";
import type { LiveCredential, MadeThing } from "@/lib/tasks/contract";

type OnRecord = { readonly onRecord: (eventId: string) => void };

/** A credential that may still be valid. */
export function LiveEntry({ entry, onRecord }: { readonly entry: z.infer<typeof LiveCredential> } & OnRecord) {
  const { key, who, validUntilMs, isEndKnown } = entry;
  return (
    <Entry
      done={entry.done}
      untold={entry.untold}
      onRecord={onRecord}
      name={key}
      note={
        <>
          {visibleText(who.name)}
          {entry.account === null ? "" : ` in ${visibleText(entry.account)}`} ·{" "}
          {validUntilMs === null ? (
            "does not end by itself"
          ) : (
            <>
              {isEndKnown ? "valid until" : "its end is not recorded; at the latest"}{" "}
              <TimeText at={validUntilMs} precision="minute" />
            </>
          )}
        </>
      }
      stops={entry.stops}
      leaves={entry.leaves}
      command={entry.command}
    />
  );
}

/** Something that was made and outlives the credential that made it. */
export function MadeEntry({ entry, onRecord }: { readonly entry: z.infer<typeof MadeThing> } & OnRecord) {
  return (
    <Entry
      done={entry.done}
      onRecord={onRecord}
      name={entry.name}
      note={
        <>
          {entry.what}, by{" "}
          <RecordLink eventId={entry.eventId} onOpen={onRecord}>
            {visibleText(entry.action)}
          </RecordLink>{" "}
          <TimeText at={entry.timeMs} />
        </>
      }
      stops={entry.command === null ? "the record does not name it: find it by its time and maker" : null}
      leaves={entry.leaves}
      command={entry.command}
    />
  );
}

type EntryProps = OnRecord & {
  readonly done: z.infer<typeof LiveCredential>["done"];
  readonly untold?: z.infer<typeof LiveCredential>["untold"];
  readonly name: string;
  readonly note: ReactNode;
  readonly stops: string | null;
  readonly leaves: string;
  readonly command: string | null;
};

function Entry({ done, untold = [], name, note, stops, leaves, command, onRecord }: EntryProps) {
  const { Icon, label, tone } = done === null ? (untold.length === 0 ? OPEN : UNTOLD) : DONE;
  return (
    <li className="flex gap-2.5 border-b border-border px-4 py-2.5 last:border-0">
      <Icon role="img" aria-label={label} className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span className="max-w-full min-w-0 font-mono font-medium">
            <TailText text={name} />
          </span>
          <span className="text-muted">{note}</span>
        </span>
        {done === null ? (
          <>
            {untold.map((one) => (
              <UntoldEnd key={`${one.eventId} ${one.how}`} untold={one} onRecord={onRecord} />
            ))}
            {stops === null ? null : (
              <span>
                <span className="font-medium">Stops it:</span> {visibleText(stops)}
              </span>
            )}
            {command === null ? null : <Command text={command} />}
            <span className="text-ink-soft">
              <span className="font-medium">Not enough alone:</span> {visibleText(leaves)}
            </span>
          </>
        ) : (
          <>
            <span>
              <span className="font-medium text-success">Done:</span> {visibleText(done.how)}{" "}
              <RecordLink eventId={done.eventId} onOpen={onRecord}>
                {visibleText(done.action)}
              </RecordLink>{" "}
              <TimeText at={done.timeMs} />
            </span>
            <span className="text-ink-soft">
              <span className="font-medium">Goes on all the same:</span> {visibleText(leaves)}
            </span>
          </>
        )}
      </div>
    </li>
  );
}

const OPEN = { Icon: CircleDashed, label: "not stopped, as far as the log shows", tone: "text-warning" };
const UNTOLD = { Icon: CircleHelp, label: "cannot tell whether it is stopped", tone: "text-warning" };
const DONE = { Icon: CircleCheck, label: "done", tone: "text-success" };

type UntoldEndProps = OnRecord & { readonly untold: z.infer<typeof LiveCredential>["untold"][number] };

function UntoldEnd({ untold, onRecord }: UntoldEndProps) {
  return (
    <>
      <span>
        <span className="font-medium text-warning">Cannot tell:</span> {visibleText(untold.how)}{" "}
        <RecordLink eventId={untold.eventId} onOpen={onRecord}>
          {visibleText(untold.action)}
        </RecordLink>{" "}
        <TimeText at={untold.timeMs} />
      </span>
      <Command text={untold.command} />
    </>
  );
}

function Command({ text }: { readonly text: string }) {
  return (
    <span className="flex min-w-0 items-start gap-1 rounded-sm bg-sunken py-0.5 pr-0.5 pl-2">
      <code className="min-w-0 flex-1 py-1 wrap-anywhere">{visibleText(text)}</code>
      <CopyButton text={text} label="Copy the command" />
    </span>
  );
}
