import { isoSeconds } from "../base/calendar";
import type { Outcome } from "../delivery/delivery";
import type { Call } from "../records/call";
import type { Mark } from "../delivery/mark";
import { deliveredId } from "./link-log";
import type { Question } from "./questions";

/** Cited in full up to so many. */
const CITED = 500;

type Entry = { readonly question: Question; happened: number; refused: number; cited: (readonly Mark[])[] };

/** What really happened behind each question; holds what shows of the calls that are cited whether they were delivered. */
export class Answers {
  private readonly byResource = new Map<string, Entry[]>();
  private readonly entries: readonly Entry[];
  /** No question asks about earlier or later. */
  private readonly from: number;
  private readonly to: number;
  private readonly names: ReadonlySet<string>;

  constructor(questions: readonly Question[]) {
    this.entries = questions.map((question) => ({ question, happened: 0, refused: 0, cited: [] }));
    this.from = Math.min(...questions.map(({ from }) => from));
    this.to = Math.max(...questions.map(({ to }) => to));
    this.names = new Set(questions.flatMap(({ names }) => names));
    for (const entry of this.entries) {
      const { resource } = entry.question;
      this.byResource.set(resource, [...(this.byResource.get(resource) ?? []), entry]);
    }
  }

  add(call: Call, outcomes: readonly Outcome[]): void {
    const { deed } = call;
    if (deed.at < this.from || deed.at >= this.to || !this.names.has(deed.operation.name)) return;
    const request = deed.request ?? {};
    if ("modelId" in request)
      this.touched(`arn:aws:bedrock:${deed.region}::foundation-model/${String(request.modelId)}`, call, outcomes);
    if ("secretId" in request && deed.resources === undefined) this.touched(String(request.secretId), call, outcomes);
    for (const { ARN } of deed.resources ?? []) if (ARN !== undefined) this.touched(ARN, call, outcomes);
  }

  lines(): string {
    return this.entries
      .map(({ question, happened, refused, cited }) => {
        const events = cited.map(deliveredId).filter((id) => id !== null);
        const { from, to, ...rest } = question;
        return `${JSON.stringify({ ...rest, from: isoSeconds(from), to: isoSeconds(to), happened, refused, events })}\n`;
      })
      .join("");
  }

  private touched(resource: string, call: Call, outcomes: readonly Outcome[]): void {
    for (const entry of this.byResource.get(resource) ?? []) {
      const { identities, names, from, to } = entry.question;
      const { actor, operation, at, error } = call.deed;
      if (at < from || at >= to || !names.includes(operation.name)) continue;
      if (identities !== null && !identities.includes(actor.identity)) continue;
      if (error !== undefined) {
        entry.refused++;
        continue;
      }
      entry.happened++;
      if (entry.cited.length < CITED) entry.cited.push(outcomes.map(({ mark }) => mark));
    }
  }
}
