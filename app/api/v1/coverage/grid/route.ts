import { getCoverageGrid as endpoint } from "@/lib/coverage/contract";
import { getCoverageGrid } from "@/lib/coverage/server/get-coverage-grid";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getCoverageGrid, authorise);
