import { listLanes as endpoint } from "@/lib/timeline/contract";
import { listLanes } from "@/lib/timeline/server/list-lanes";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listLanes, authorise);
