import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { retentionGet, retentionSet } from "@/lib/retention/contract";
import { getRetention } from "@/lib/retention/server/get-retention";
import { setRetention } from "@/lib/retention/server/set-retention";

export const GET = serve(retentionGet, getRetention, authorise);
export const POST = serve(retentionSet, setRetention, authorise);
