type ProgressBarProps = {
  /** 0 to 1; null while the whole is not known. */
  readonly done: number | null;
  readonly label: string;
};

/** How far something is; never claims more than is known. */
export function ProgressBar({ done, label }: ProgressBarProps) {
  const percent = done === null ? null : Math.min(100, Math.max(0, done * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": Math.round(percent) })}
      className="h-1.5 w-full overflow-hidden rounded-full bg-hover"
    >
      <div
        className={percent === null ? "h-full w-1/3 animate-pulse bg-accent/60" : "h-full bg-accent transition-[width]"}
        style={percent === null ? {} : { width: `${percent}%` }}
      />
    </div>
  );
}
