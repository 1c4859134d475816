import { setIdentityOverride as endpoint } from "@/lib/identities/contract";
import { setIdentityOverride } from "@/lib/identities/server/set-identity-override";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, setIdentityOverride, authorise);
