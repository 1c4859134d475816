import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { logFileGet } from "@/lib/sources/contract";
import { getLogFile } from "@/lib/sources/server/get-log-file";

export const GET = serve(logFileGet, getLogFile, authorise);
