import { authorise } from "@/lib/auth/server/authorise";
import { listAllTokens } from "@/lib/auth/server/list-all-tokens";
import { tokensAll } from "@/lib/auth/token-contract";
import { serve } from "@/lib/http/serve";

export const GET = serve(tokensAll, listAllTokens, authorise);
