import { authorise } from "@/lib/auth/server/authorise";
import { revokeToken } from "@/lib/auth/server/revoke-token";
import { tokenRevoke } from "@/lib/auth/token-contract";
import { serve } from "@/lib/http/serve";

export const POST = serve(tokenRevoke, revokeToken, authorise);
