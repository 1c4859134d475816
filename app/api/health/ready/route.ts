import { getStore } from "@/lib/db/store";

/** The store answers too; says nothing else to strangers. */
export async function GET(): Promise<Response> {
  try {
    const { pool } = await getStore();
    await pool.query("select 1");
    return Response.json({ ready: true });
  } catch {
    return Response.json({ ready: false }, { status: 503 });
  }
}
