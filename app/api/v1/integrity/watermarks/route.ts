import { watermarksList } from "@/lib/integrity/contract";
import { listWatermarks } from "@/lib/integrity/server/list-watermarks";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(watermarksList, listWatermarks, authorise);
