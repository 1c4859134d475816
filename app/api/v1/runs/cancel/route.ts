import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { runCancel } from "@/lib/sources/contract";
import { cancelRun } from "@/lib/sources/server/cancel-run";

export const POST = serve(runCancel, cancelRun, authorise);
