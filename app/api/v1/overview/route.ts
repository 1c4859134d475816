import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { overview } from "@/lib/overview/contract";
import { getOverview } from "@/lib/overview/server/get-overview";

export const GET = serve(overview, getOverview, authorise);
