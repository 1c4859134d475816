import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";
import { quarantineText } from "@/lib/sources/contract";
import { getQuarantineText } from "@/lib/sources/server/get-quarantine-text";

export const GET = serve(quarantineText, getQuarantineText, authorise);
