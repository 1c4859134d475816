import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { runGet } from "@/lib/sources/contract";
import { getRun } from "@/lib/sources/server/get-run";

export const GET = serve(runGet, getRun, authorise);
