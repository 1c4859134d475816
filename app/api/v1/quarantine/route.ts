import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { quarantineList } from "@/lib/sources/contract";
import { listQuarantine } from "@/lib/sources/server/list-quarantine";

export const GET = serve(quarantineList, listQuarantine, authorise);
