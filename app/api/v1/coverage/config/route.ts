import { importConfig as endpoint } from "@/lib/coverage/config-contract";
import { importConfigTexts } from "@/lib/coverage/server/import-config";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, importConfigTexts, authorise);
