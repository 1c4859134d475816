import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { runSkippedReasons } from "@/lib/sources/contract";
import { listRunSkippedReasons } from "@/lib/sources/server/list-run-skipped-reasons";

export const GET = serve(runSkippedReasons, listRunSkippedReasons, authorise);
