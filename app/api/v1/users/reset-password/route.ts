import { userResetPassword } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { resetPassword } from "@/lib/auth/server/reset-password";
import { serve } from "@/lib/http/serve";

export const POST = serve(userResetPassword, resetPassword, authorise);
