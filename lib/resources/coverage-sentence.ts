import { formatTime } from "@/lib/base/format-time";
import type { CoverageState } from "@/lib/coverage/coverage";
import type { CoverageLine, ResourceCoverage, TouchStep } from "./contract";
import type { TouchKind } from "./touch-kind";

/** What stands in the way of saying it for the right place. */
export const MISSING_WORDS: Readonly<Record<ResourceCoverage["missing"][number], string>> = {
  account: "Whose it is, no record says: what that account records cannot be looked up.",
  region:
    "In which Region calls on it are recorded is not certain: all in which any was seen are asked, and the worst counts.",
};

const WHO = {
  reads: "who read it",
  writes: "who wrote or deleted it",
  calls: "who read or used it",
  management: "who changed its configuration",
} as const;

const WHAT = {
  reads: "reads of it",
  writes: "writes and deletes",
  calls: "calls that read or use it",
  management: "changes of its configuration",
} as const;

const KINDS: Readonly<Record<CoverageLine["what"], readonly TouchKind[]>> = {
  reads: ["read"],
  writes: ["write", "delete"],
  calls: ["use", "read"],
  management: ["configuration", "permission"],
};

type Sentence = { readonly text: string; readonly isAlarm: boolean };

/** In plain words what could not be seen, the worst first; empty where no way to touch it is known. */
export function coverageSentences(lines: readonly CoverageLine[], counted: TouchStep | null): Sentence[] {
  if (lines.length === 0) return [];
  const of = (state: CoverageState): CoverageLine[] =>
    lines.filter(({ spans }) => spans.some((span) => span.state === state));
  const [dark, unknown, partial] = [of("not-logged"), of("unknown"), of("partial")];
  const told: string[] = [];
  for (const group of [dark.filter(isDirect), dark.filter((line) => !isDirect(line))])
    if (group.length > 0)
      told.push(
        `${capital(listed(group, WHO))} cannot be seen ${whenOf(group, "not-logged")}: such calls are not logged.`,
      );
  if (dark.some((line) => isSeenInDark(line, counted)))
    told.push("Calls were seen all the same, and nothing known explains by what: there may be more.");
  const rest = (group: readonly CoverageLine[], worse: readonly CoverageLine[]) =>
    group.filter((line) => isDirect(line) && !worse.includes(line));
  const [open, part] = [rest(unknown, dark), rest(partial, [...dark, ...unknown])];
  if (open.length > 0)
    told.push(`Whether ${listed(open, WHAT)} were recorded is not known ${whenOf(open, "unknown")}.`);
  if (part.length > 0)
    told.push(
      `${capital(listed(part, WHAT))} are recorded only in part ${whenOf(part, "partial")}: every count here is “at least”.`,
    );
  if (lines.some(({ isMissingFiles }) => isMissingFiles))
    told.push("Of what was recorded, not all log files of this time are here: what they hold is not counted.");
  if (told.length === 0)
    return [
      {
        text: "All known ways to touch it were logged in this time, as far as the configuration is known.",
        isAlarm: false,
      },
    ];
  return told.map((text) => ({ text, isAlarm: true }));
}

/** Through what else the same can be done is said apart. */
function isDirect({ family }: CoverageLine): boolean {
  return !family.endsWith("::AccessPoint");
}

function listed(lines: readonly CoverageLine[], words: Readonly<Record<CoverageLine["what"], string>>): string {
  const through = lines.every((line) => !isDirect(line)) ? "through an access point, " : "";
  const parts = [...new Set(lines.map(({ what }) => words[what]))];
  const all = parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
  return through + all;
}

function whenOf(lines: readonly CoverageLine[], state: CoverageState): string {
  const such = lines.flatMap(({ spans }) => spans.filter((span) => span.state === state));
  const isAll = lines.every(({ spans }) => spans.every((span) => span.state === state));
  if (isAll) return "in all of this time";
  const [from, to] = [Math.min(...such.map(({ fromMs }) => fromMs)), Math.max(...such.map(({ toMs }) => toMs))];
  const when = `from ${formatTime(from, "minute")} to ${formatTime(to, "minute")}`;
  return such.length > lines.length ? `at times ${when}` : when;
}

/** Certain only of the first and last calls: of those between, the counts do not tell when they were. */
function isSeenInDark(line: CoverageLine, counted: TouchStep | null): boolean {
  const { what, spans } = line;
  if (!isDirect(line)) return false;
  const times = (counted?.touches ?? [])
    .filter(({ kind, actions, errors, denials }) => KINDS[what].includes(kind) && actions > errors + denials)
    .flatMap(({ firstMs, lastMs }) => [firstMs, lastMs]);
  return spans.some(
    ({ state, fromMs, toMs }) => state === "not-logged" && times.some((time) => time >= fromMs && time < toMs),
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
