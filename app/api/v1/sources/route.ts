import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { sourcesSummary } from "@/lib/sources/contract";
import { getSourcesSummary } from "@/lib/sources/server/get-sources-summary";

export const GET = serve(sourcesSummary, getSourcesSummary, authorise);
