import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { getResourceCoverage as endpoint } from "@/lib/resources/contract";
import { getResourceCoverage } from "@/lib/resources/server/get-resource-coverage";

export const GET = serve(endpoint, getResourceCoverage, authorise);
