import { getIdentity as endpoint } from "@/lib/identities/contract";
import { getIdentity } from "@/lib/identities/server/get-identity";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getIdentity, authorise);
