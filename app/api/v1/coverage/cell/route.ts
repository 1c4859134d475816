import { getCoverageCell as endpoint } from "@/lib/coverage/contract";
import { getCoverageCell } from "@/lib/coverage/server/get-coverage-cell";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getCoverageCell, authorise);
