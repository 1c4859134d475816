import { getChain as endpoint } from "@/lib/credentials/contract";
import { getChain } from "@/lib/credentials/server/get-chain";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getChain, authorise);
