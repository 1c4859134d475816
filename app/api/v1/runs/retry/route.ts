import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { runRetry } from "@/lib/sources/contract";
import { retryRun } from "@/lib/sources/server/retry-run";

export const POST = serve(runRetry, retryRun, authorise);
