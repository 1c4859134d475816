import { userCreate, usersList } from "@/lib/auth/contract";
import { authorise } from "@/lib/auth/server/authorise";
import { createUser } from "@/lib/auth/server/create-user";
import { listUsers } from "@/lib/auth/server/list-users";
import { serve } from "@/lib/http/serve";

export const GET = serve(usersList, listUsers, authorise);
export const POST = serve(userCreate, createUser, authorise);
