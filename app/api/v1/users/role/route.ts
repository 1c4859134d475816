import { userRole } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { updateUserRole } from "@/lib/auth/server/update-user-role";
import { serve } from "@/lib/http/serve";

export const POST = serve(userRole, updateUserRole, authorise);
