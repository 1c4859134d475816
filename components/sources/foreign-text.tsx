import { visibleText } from "@/lib/base/visible-text";

type ForeignTextProps = {
  readonly text: string;
  /** How much of the end stays in sight where there is no room: names of files differ there. */
  readonly tail: number;
};

const LONGEST = 2000;

/** A path or name from outside: nothing hidden in it, in one line, its end always in sight. */
export function ForeignText({ text, tail }: ForeignTextProps) {
  const visible = visibleText(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  const cut = visible.length > 2 * tail ? visible.length - tail : visible.length;
  return (
    <bdi dir="ltr" className="flex min-w-0 max-w-full font-mono text-xs" title={visible}>
      <span className="truncate whitespace-pre">{visible.slice(0, cut)}</span>
      <span className="shrink-0 whitespace-pre">{visible.slice(cut)}</span>
    </bdi>
  );
}
