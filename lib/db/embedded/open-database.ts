import { Client } from "pg";
import { SUPERUSER } from "./data-folder";

const DATABASE = "wakeline";

type Access = { readonly port: number; readonly password: string };

/** Makes the store's database unless it is there, and gives its URL. */
export async function openDatabase(access: Access): Promise<string> {
  const client = new Client({ connectionString: urlOf(access, "postgres") });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
  return urlOf(access, DATABASE);
}

const urlOf = ({ port, password }: Access, database: string): string =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
