import { findText as endpoint } from "@/lib/events/contract";
import { findText } from "@/lib/events/server/find-text";
import { authorise } from "@/lib/auth/server/authorise";
import { serve } from "@/lib/http/serve";

export const GET = serve(endpoint, findText, authorise);
