import { listEvents as endpoint } from "@/lib/events/contract";
import { listEvents } from "@/lib/events/server/list-events";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listEvents, authorise);
