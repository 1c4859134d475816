import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { retentionPlan } from "@/lib/retention/contract";
import { planRetention } from "@/lib/retention/server/plan-retention";

export const GET = serve(retentionPlan, planRetention, authorise);
