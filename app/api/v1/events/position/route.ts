import { findPosition as endpoint } from "@/lib/events/contract";
import { findPosition } from "@/lib/events/server/find-position";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, findPosition, authorise);
