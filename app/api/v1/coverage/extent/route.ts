import { getCoverageExtent as endpoint } from "@/lib/coverage/contract";
import { getCoverageExtent } from "@/lib/coverage/server/get-coverage-extent";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getCoverageExtent, authorise);
