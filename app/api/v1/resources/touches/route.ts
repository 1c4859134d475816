import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { listTouches as endpoint } from "@/lib/resources/contract";
import { listTouches } from "@/lib/resources/server/list-touches";

export const GET = serve(endpoint, listTouches, authorise);
