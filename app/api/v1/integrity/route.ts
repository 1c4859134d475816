import { integritySummary } from "@/lib/integrity/contract";
import { getIntegritySummary } from "@/lib/integrity/server/get-integrity-summary";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(integritySummary, getIntegritySummary, authorise);
