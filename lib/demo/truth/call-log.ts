import { dayText } from "../base/calendar";
import { type FileWriter, pack } from "../delivery/file-writer";
import type { Outcome } from "../delivery/delivery";
import type { Call } from "../records/call";
import { callTruthText } from "./call-line";

const CHUNK = 1_000_000;

/** Every call that happened, delivered or not, one line each; written in chunks, a file a day. */
export class CallLog {
  private lines: string[] = [];
  private length = 0;
  private day = "";

  constructor(private readonly writer: FileWriter) {}

  add(call: Call, outcomes: readonly Outcome[]): void {
    const day = dayText(call.deed.at);
    if (day !== this.day || this.length > CHUNK) this.flush();
    this.day = day;
    for (const outcome of outcomes) {
      const line = callTruthText(call, outcome);
      this.lines.push(line);
      this.length += line.length;
    }
  }

  flush(): void {
    if (this.lines.length === 0) return;
    this.writer.append(`truth/calls/${this.day}.ndjson.gz`, pack(Buffer.from(`${this.lines.join("\n")}\n`)));
    this.lines = [];
    this.length = 0;
  }
}
