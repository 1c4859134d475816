import { warmCoverage } from "@/lib/coverage/server/warm-coverage";
import { getReadiness } from "@/lib/telemetry/server/get-readiness";

/** Whether this server can do its work: open, because whoever asks it has no account. The first answer begins what is slow the first time. */
export async function GET(): Promise<Response> {
  const readiness = await getReadiness();
  if (readiness.ready) void warmCoverage();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
