import { listCoverageLanes as endpoint } from "@/lib/coverage/contract";
import { listCoverageLanes } from "@/lib/coverage/server/list-coverage-lanes";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listCoverageLanes, authorise);
