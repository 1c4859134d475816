import { exportSelected as endpoint } from "@/lib/events/contract";
import { exportSelected } from "@/lib/events/server/export-selected";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const POST = serve(endpoint, exportSelected, authorise);
