import type { Access } from "@/lib/auth/access";
import type { Context } from "@/lib/context";
import { answer } from "@/lib/http/serve";
import { metricsRead } from "../contract";
import { PROMETHEUS_TYPE, prometheusText } from "../prometheus-text";
import { processMetrics } from "./process-metrics";
import { requestMetrics } from "./request-metrics";
import { storeMetrics } from "./store-metrics";

/** The handler of scrapes. */
export function answerMetrics(
  authorise: (request: Request, access: Access) => Promise<Context>,
): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request, metricsRead, async () => {
      const ctx = await authorise(request, metricsRead);
      const metrics = [...(await storeMetrics(ctx)), ...requestMetrics(), ...processMetrics()];
      return new Response(prometheusText(metrics), { headers: { "content-type": PROMETHEUS_TYPE } });
    });
}
