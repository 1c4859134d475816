import { visibleText } from "@/lib/base/visible-text";

/** How much of the end always stays in sight. */
const TAIL = 10;

type TailTextProps = { readonly text: string };

/** A foreign name in one line: cut in its middle where room is short, because names differ at the end. */
export function TailText({ text }: TailTextProps) {
  const shown = visibleText(text);
  const cut = shown.length > TAIL * 2 ? shown.length - TAIL : shown.length;
  return (
    <bdi className="flex min-w-0" title={shown}>
      <span className="truncate">{shown.slice(0, cut)}</span>
      <span className="shrink-0 whitespace-pre">{shown.slice(cut)}</span>
    </bdi>
  );
}
