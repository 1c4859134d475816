import { getEvent as endpoint } from "@/lib/events/contract";
import { getEvent } from "@/lib/events/server/get-event";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getEvent, authorise);
