import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { runSkipped } from "@/lib/sources/contract";
import { listRunSkipped } from "@/lib/sources/server/list-run-skipped";

export const GET = serve(runSkipped, listRunSkipped, authorise);
