import { userEndSessions } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { endUserSessions } from "@/lib/auth/server/end-user-sessions";
import { serve } from "@/lib/http/serve";

export const POST = serve(userEndSessions, endUserSessions, authorise);
