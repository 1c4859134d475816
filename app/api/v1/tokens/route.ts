import { authorise } from "@/lib/auth/server/authorise";
import { createOwnToken } from "@/lib/auth/server/create-own-token";
import { listOwnTokens } from "@/lib/auth/server/list-own-tokens";
import { tokenCreate, tokensOwn } from "@/lib/auth/token-contract";
import { serve } from "@/lib/http/serve";

export const GET = serve(tokensOwn, listOwnTokens, authorise);
export const POST = serve(tokenCreate, createOwnToken, authorise);
