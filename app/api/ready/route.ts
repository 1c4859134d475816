import { getReadiness } from "@/lib/telemetry/server/get-readiness";

/** Whether this server can do its work: open, because whoever asks it has no account. */
export async function GET(): Promise<Response> {
  const readiness = await getReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
