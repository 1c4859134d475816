import { listIdentities as endpoint } from "@/lib/identities/contract";
import { listIdentities } from "@/lib/identities/server/list-identities";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listIdentities, authorise);
