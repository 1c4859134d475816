import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { listChildren as endpoint } from "@/lib/resources/contract";
import { listChildren } from "@/lib/resources/server/list-children";

export const GET = serve(endpoint, listChildren, authorise);
