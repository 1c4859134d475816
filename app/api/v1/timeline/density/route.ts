import { getDensity as endpoint } from "@/lib/timeline/contract";
import { getDensity } from "@/lib/timeline/server/get-density";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getDensity, authorise);
