import { defineStream } from "@/lib/http/endpoint";

/** Figures of this process and of the store, in Prometheus' text format. */
export const metricsRead = defineStream({ method: "GET", path: "/api/metrics", role: "admin", scope: "metrics" });
