type SparklineProps = {
  /** One value per bucket, oldest first; null where nothing is known, which is drawn as a gap and never as zero. */
  readonly values: readonly (number | null)[];
  /** What it shows, for those who cannot see it: "Events per day, 2026-11-01 to 2026-11-14, at most 1,204". */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
};

/** Counts per bucket as bars; the smallest count that is not zero stays visible. */
export function Sparkline({ values, label, width = 96, height = 20 }: SparklineProps) {
  const top = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = width / Math.max(1, values.length);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block shrink-0"
    >
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-border-strong" strokeWidth={1} />
      {values.map((value, index) =>
        value === null || value <= 0 || top === 0 ? null : (
          <rect
            key={index}
            x={index * step}
            y={height - barHeight(value, top, height)}
            width={Math.max(1, step - (step > 3 ? 1 : 0))}
            height={barHeight(value, top, height)}
            className="fill-series-1"
          />
        ),
      )}
    </svg>
  );
}

function barHeight(value: number, top: number, height: number): number {
  return Math.max(2, (value / top) * height);
}
