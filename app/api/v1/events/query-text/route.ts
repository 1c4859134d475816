import { getQueryText as endpoint } from "@/lib/events/contract";
import { getQueryText } from "@/lib/events/server/get-query-text";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getQueryText, authorise);
