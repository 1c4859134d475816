import { listCredentials as endpoint } from "@/lib/credentials/contract";
import { listCredentials } from "@/lib/credentials/server/list-credentials";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listCredentials, authorise);
