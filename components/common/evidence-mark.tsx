/** What a state is called and how it is filled. */
export const EVIDENCE = {
  logged: { name: "logged", fill: "evidence-logged" },
  partial: { name: "partial", fill: "evidence-partial" },
  "not-logged": { name: "not logged", fill: "evidence-not-logged" },
  unknown: { name: "unknown", fill: "evidence-unknown" },
  "not-loggable": { name: "not loggable", fill: "evidence-not-loggable" },
  "not-applicable": { name: "not applicable", fill: "evidence-not-applicable" },
} as const;

export type EvidenceState = keyof typeof EVIDENCE;

/** A swatch of an evidence state with its name: colour, pattern and word together. */
export function EvidenceMark({ state }: { readonly state: EvidenceState }) {
  const { name, fill } = EVIDENCE[state];
  return (
    <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap">
      <span aria-hidden className={`h-3 w-5 rounded-[2px] ${fill}`} />
      {name}
    </span>
  );
}
