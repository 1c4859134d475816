import { sourceFilters } from "@/lib/integrity/contract";
import { setSourceFilters } from "@/lib/integrity/server/set-source-filters";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(sourceFilters, setSourceFilters, authorise);
