import { countEvents as endpoint } from "@/lib/events/contract";
import { countEvents } from "@/lib/events/server/count-events";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, countEvents, authorise);
