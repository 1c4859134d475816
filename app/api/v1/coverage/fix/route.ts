import { planFix as endpoint } from "@/lib/coverage/fixes/contract";
import { planFix } from "@/lib/coverage/server/fixes/plan-fix";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, planFix, authorise);
