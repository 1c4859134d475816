import { listActivityCoverage as endpoint } from "@/lib/coverage/activity-contract";
import { listActivityCoverage } from "@/lib/coverage/server/list-activity-coverage";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, listActivityCoverage, authorise);
