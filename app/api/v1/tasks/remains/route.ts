import { getRemains as endpoint } from "@/lib/tasks/contract";
import { getRemains } from "@/lib/tasks/server/get-remains";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getRemains, authorise);
