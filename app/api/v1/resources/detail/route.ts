import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { getResource as endpoint } from "@/lib/resources/contract";
import { getResource } from "@/lib/resources/server/get-resource";

export const GET = serve(endpoint, getResource, authorise);
