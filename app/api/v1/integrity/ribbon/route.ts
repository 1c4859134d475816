import { integrityRibbon } from "@/lib/integrity/contract";
import { getRibbon } from "@/lib/integrity/server/get-ribbon";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(integrityRibbon, getRibbon, authorise);
