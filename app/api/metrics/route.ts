import { authorise } from "@/lib/auth/server/authorise";
import { answerMetrics } from "@/lib/telemetry/server/answer-metrics";

export const GET = answerMetrics(authorise);
