import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { runsList } from "@/lib/sources/contract";
import { listRuns } from "@/lib/sources/server/list-runs";

export const GET = serve(runsList, listRuns, authorise);
