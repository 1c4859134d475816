import { listIdentityFacets as endpoint } from "@/lib/identities/contract";
import { listIdentityFacets } from "@/lib/identities/server/list-identity-facets";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listIdentityFacets, authorise);
