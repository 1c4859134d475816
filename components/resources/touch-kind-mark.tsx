import { TOUCH_WORDS, type TouchKind } from "@/lib/resources/touch-kind";

/** What calls did to a thing, in words, with a mark that differs in colour and in form. */
export function TouchKindMark({ kind }: { readonly kind: TouchKind }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className={`size-2 shrink-0 ${MARKS[kind]}`} />
      {TOUCH_WORDS[kind]}
    </span>
  );
}

const MARKS: Record<TouchKind, string> = {
  read: "rounded-full bg-read",
  use: "rounded-full border-2 border-read",
  write: "rounded-xs bg-write",
  configuration: "rounded-xs border-2 border-write",
  permission: "rotate-45 bg-series-5",
  delete: "rotate-45 bg-danger",
};
