import { dayText } from "../base/calendar";
import { TextPile } from "../base/text-pile";
import { type FileWriter, pack } from "../delivery/file-writer";
import type { Outcome } from "../delivery/delivery";
import type { Call } from "../records/call";
import { callTruthText } from "./call-line";

const CHUNK = 1_000_000;

/** Every call that happened, delivered or not, one line each; written in chunks, a file a day. */
export class CallLog {
  private readonly lines = new TextPile(CHUNK + 64 * 1024);
  private day = "";

  constructor(private readonly writer: FileWriter) {}

  add(call: Call, outcomes: readonly Outcome[]): void {
    const day = dayText(call.deed.at);
    if (day !== this.day || this.lines.length > CHUNK) this.flush();
    this.day = day;
    for (const outcome of outcomes) this.lines.add(`${callTruthText(call, outcome)}\n`);
  }

  flush(): void {
    if (this.lines.length === 0) return;
    this.writer.append(`truth/calls/${this.day}.ndjson.gz`, pack(this.lines.take()));
  }
}
