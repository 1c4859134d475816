import { authHandler } from "@/lib/auth/server/auth-handler";

export { authHandler as GET, authHandler as POST };
