import { parseArn } from "@/lib/cloudtrail/arn";

/** The bare names by which a record may call what an ARN names, within its account and Region. */
export function resourceAliases(arn: string): string[] {
  const parts = parseArn(arn);
  if (parts === null) return [];
  const { service, resource } = parts;
  switch (service) {
    case "secretsmanager": {
      const name = resource.replace(/^secret:/, "");
      const plain = name.replace(/-[A-Za-z0-9]{6}$/, "");
      const partial = `${arn.slice(0, arn.length - name.length)}${plain}`;
      return [...new Set([name, plain, partial])];
    }
    case "ssm": {
      const path = resource.replace(/^parameter/, "");
      return [path, path.replace(/^\//, "")];
    }
    case "kms":
      return [resource.replace(/^key\//, ""), resource];
    case "lambda": {
      const [, name = "", qualifier] = resource.split(":");
      const account = parts.account;
      return [
        name,
        `${account}:function:${name}`,
        `${account}:${name}`,
        ...(qualifier ? [`${name}:${qualifier}`] : []),
      ];
    }
    case "dynamodb":
      return [resource.replace(/^table\//, "")];
    default:
      return [resource.replace(/^[^/:]+[/:]/, "")];
  }
}
