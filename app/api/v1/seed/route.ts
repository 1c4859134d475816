import { resolveSeed as endpoint } from "@/lib/seed/contract";
import { resolveSeed } from "@/lib/seed/server/resolve-seed";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, resolveSeed, authorise);
