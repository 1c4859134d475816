import { CountText } from "@/components/common/count-text";

type Counts = {
  readonly records: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
};

const PARTS = [
  { key: "stored", name: "stored", fill: "bg-logged" },
  { key: "duplicates", name: "duplicates", fill: "bg-unknown" },
  { key: "quarantined", name: "quarantined", fill: "bg-partial" },
] as const;

/** Every record is accounted for: records = stored + duplicates + quarantined, as a sum and as a bar. */
export function ConservationLine({ counts }: { readonly counts: Counts }) {
  return (
    <div className="text-sm">
      <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-hover">
        {PARTS.map(({ key, fill }) =>
          counts[key] === 0 ? null : <span key={key} className={fill} style={{ flex: `${counts[key]} 0 2px` }} />,
        )}
      </div>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-1.5 gap-y-0.5">
        <span>
          <CountText count={counts.records} unit="record" />
        </span>
        {PARTS.map(({ key, name, fill }, index) => (
          <span key={key} className="whitespace-nowrap">
            <span className="text-muted">{index === 0 ? "= " : "+ "}</span>
            <span aria-hidden className={`mr-1 inline-block size-2 rounded-[2px] ${fill}`} />
            <CountText count={counts[key]} /> <span className="text-muted">{name}</span>
          </span>
        ))}
      </p>
    </div>
  );
}
