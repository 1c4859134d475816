import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { logFilesList } from "@/lib/sources/contract";
import { listLogFiles } from "@/lib/sources/server/list-log-files";

export const GET = serve(logFilesList, listLogFiles, authorise);
