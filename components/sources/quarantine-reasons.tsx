import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { formatCount } from "@/lib/base/format-number";
import { quarantineReasonWords } from "./quarantine-reason";

type QuarantineReasonsProps = {
  readonly reasons: readonly { readonly reason: string; readonly records: number; readonly files: number }[];
  readonly total: number;
  readonly chosen: string | null;
  readonly onChoose: (reason: string | null) => void;
};

/** Why records are in quarantine, most frequent first; choosing one narrows the list. */
export function QuarantineReasons({ reasons, total, chosen, onChoose }: QuarantineReasonsProps) {
  return (
    <Panel title="Reasons" aside={<CountText count={reasons.length} unit="reason" />}>
      <ul className="py-1">
        <Choice isChosen={chosen === null} label="All" count={total} note={null} onChoose={() => onChoose(null)} />
        {reasons.map(({ reason, records, files }) => (
          <Choice
            key={reason}
            isChosen={chosen === reason}
            label={quarantineReasonWords(reason)}
            count={records}
            note={`${reason}, ${formatCount(files)} ${files === 1 ? "file" : "files"}`}
            onChoose={() => onChoose(chosen === reason ? null : reason)}
          />
        ))}
      </ul>
    </Panel>
  );
}

type ChoiceProps = {
  readonly isChosen: boolean;
  readonly label: string;
  readonly count: number;
  readonly note: string | null;
  readonly onChoose: () => void;
};

function Choice({ isChosen, label, count, note, onChoose }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        className={`flex w-full items-baseline gap-3 px-4 py-1.5 text-left text-sm ${isChosen ? "bg-selected" : "hover:bg-hover"}`}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate">{label}</span>
          {note === null ? null : <span className="block truncate text-xs text-muted">{note}</span>}
        </span>
        <CountText count={count} />
      </button>
    </li>
  );
}
