import { getRecordText as endpoint } from "@/lib/events/contract";
import { getRecordText } from "@/lib/events/server/get-record-text";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, getRecordText, authorise);
