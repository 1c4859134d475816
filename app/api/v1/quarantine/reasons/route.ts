import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { quarantineReasons } from "@/lib/sources/contract";
import { listQuarantineReasons } from "@/lib/sources/server/list-quarantine-reasons";

export const GET = serve(quarantineReasons, listQuarantineReasons, authorise);
