import { main, terminalIo } from "@/lib/cli/main";

const INTERRUPTED = 130;
const REPEAT_MS = 1000;

const controller = new AbortController();
let stoppedAt: number | null = null;
/** The first signal asks the command to finish in order; a later one, not an echo of it, ends it. */
const stop = (): void => {
  if (stoppedAt !== null && performance.now() - stoppedAt > REPEAT_MS) process.exit(INTERRUPTED);
  stoppedAt ??= performance.now();
  controller.abort();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
// Who started us is gone.
process.channel?.unref();
process.once("disconnect", stop);
// A reader that has seen enough (`| head`) ends the command without a word.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

const words = process.argv.slice(2);
process.exitCode = await main(words, terminalIo(words.includes("--json"), controller.signal));
