import { listBlindSpots as endpoint } from "@/lib/timeline/contract";
import { listBlindSpots } from "@/lib/timeline/server/list-blind-spots";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listBlindSpots, authorise);
