/** Request headers that the proxy sets for the pages behind it, over whatever a client sent under these names. */
export const PATH_HEADER = "x-wakeline-path";
export const NONCE_HEADER = "x-nonce";
