import { listFacets as endpoint } from "@/lib/events/contract";
import { listFacets } from "@/lib/events/server/list-facets";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listFacets, authorise);
