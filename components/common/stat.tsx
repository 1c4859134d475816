import type { ReactNode } from "react";

type StatProps = {
  readonly label: string;
  readonly value: ReactNode;
  /** What to make of it: when it was, what it is a part of. */
  readonly note?: ReactNode;
  readonly tone?: "plain" | "warning" | "danger";
};

const TONES = { plain: "text-ink", warning: "text-warning", danger: "text-danger" } as const;

/** One figure with its name; lay several in a `dl`. */
export function Stat({ label, value, note, tone = "plain" }: StatProps) {
  return (
    <div className="min-w-0">
      <dt className="label-caps">{label}</dt>
      <dd className={`mt-0.5 truncate text-lg font-semibold tabular ${TONES[tone]}`}>{value}</dd>
      {note === undefined ? null : <dd className="text-xs break-words text-muted">{note}</dd>}
    </div>
  );
}
