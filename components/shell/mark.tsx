/** The wake of something that passed: three lines that widen and fade. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none" className="shrink-0 text-accent">
      <path
        d="M3 5.5 12 9l9-3.5"
        stroke="currentColor"
        strokeOpacity={0.3}
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M5.5 11 12 14l6.5-3"
        stroke="currentColor"
        strokeOpacity={0.6}
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M8.5 16.5 12 18.5l3.5-2"
        stroke="currentColor"
        strokeWidth={2.25}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
