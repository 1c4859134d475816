import { updatePrices as endpoint } from "@/lib/coverage/fixes/contract";
import { updatePrices } from "@/lib/coverage/server/fixes/update-prices";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, updatePrices, authorise);
