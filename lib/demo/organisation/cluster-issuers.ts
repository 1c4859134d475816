/** The OIDC issuers of the two clusters. */
export const CLUSTER_ISSUER = {
  "assistants-prod": "oidc.eks.eu-west-1.amazonaws.com/id/3F1C7A5E90B24D68A1C2E3F405162738",
  dev: "oidc.eks.eu-central-1.amazonaws.com/id/9B8A7C6D5E4F30214253647586970A1B",
} as const;
