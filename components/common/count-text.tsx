import { formatCount } from "@/lib/base/format-number";

type CountTextProps = {
  readonly count: number;
  /** Where only a part is shown: "500 of 1,204,338". */
  readonly of?: number;
  /** One thing, in the singular; several get an s unless `plural` says otherwise. */
  readonly unit?: string;
  readonly plural?: string;
};

/** A number with separators; what is left out is always said. */
export function CountText({ count, of, unit, plural }: CountTextProps) {
  const whole = of ?? count;
  const name = unit === undefined ? "" : ` ${whole === 1 ? unit : (plural ?? `${unit}s`)}`;
  return (
    <span className="tabular whitespace-nowrap">
      {formatCount(count)}
      {of === undefined ? "" : ` of ${formatCount(of)}`}
      {name}
    </span>
  );
}
