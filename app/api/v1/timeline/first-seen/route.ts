import { listFirstSeen as endpoint } from "@/lib/timeline/contract";
import { listFirstSeen } from "@/lib/timeline/server/list-first-seen";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, listFirstSeen, authorise);
