import { accountEndSessions } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { endSessions } from "@/lib/auth/server/end-sessions";
import { serve } from "@/lib/http/serve";

export const POST = serve(accountEndSessions, endSessions, authorise);
