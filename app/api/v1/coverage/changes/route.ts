import { listCoverageChanges as endpoint } from "@/lib/coverage/contract";
import { listCoverageChanges } from "@/lib/coverage/server/list-coverage-changes";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listCoverageChanges, authorise);
