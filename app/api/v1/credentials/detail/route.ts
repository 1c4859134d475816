import { getCredential as endpoint } from "@/lib/credentials/contract";
import { getCredential } from "@/lib/credentials/server/get-credential";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getCredential, authorise);
