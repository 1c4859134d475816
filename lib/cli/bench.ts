import { parseArgs } from "node:util";
import { BENCH_SUBJECTS } from "@/lib/bench/subjects";
import { type Io, UsageError } from "./io";

/** `wakeline bench`: measures this machine with generated data, away from the store. */
export async function benchCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { events: { type: "string" }, rounds: { type: "string" } },
  });
  const load = BENCH_SUBJECTS[positionals[0] ?? ""];
  if (positionals.length !== 1 || load === undefined)
    throw new UsageError(`Say what to measure: ${Object.keys(BENCH_SUBJECTS).join(", ")}.`);
  const { defaults, run } = await load();
  const { figures, lines } = await run({
    events: wholeNumber("--events", values.events) ?? defaults.events,
    rounds: wholeNumber("--rounds", values.rounds) ?? defaults.rounds,
    say: io.stderr,
  });
  if (io.json) io.stdout(JSON.stringify(figures));
  else for (const line of lines) io.stdout(line);
  return 0;
}

function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${name} takes a whole number above 0, not "${text}".`);
  return Number(text);
}
