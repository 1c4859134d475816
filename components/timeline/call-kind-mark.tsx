import { type CallKind, callKindOf } from "@/lib/cloudtrail/call-kind";
import { KIND_WORDS } from "./kind-words";

type CallKindMarkProps = { readonly source: string; readonly action: string };

/** What a call does, in a word, with the colour of its mark in the pictures. */
export function CallKindMark({ source, action }: CallKindMarkProps) {
  const kind = callKindOf(source, action);
  return (
    <span title={KIND_WORDS[kind].means} className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2 shrink-0 rounded-xs ${DOTS[kind]}`} />
      {KIND_WORDS[kind].one}
    </span>
  );
}

/** The colours of KIND_TOKENS. */
const DOTS: Record<CallKind, string> = {
  read: "bg-read",
  write: "bg-write",
  movement: "bg-series-4",
  secret: "bg-series-5",
  issuance: "bg-series-6",
};
