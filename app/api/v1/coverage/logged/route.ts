import { judgeRecord as endpoint } from "@/lib/coverage/contract";
import { judgeRecord } from "@/lib/coverage/server/judge-record";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, judgeRecord, authorise);
