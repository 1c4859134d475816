/** The process answers; says nothing else to strangers. */
export function GET(): Response {
  return Response.json({ live: true });
}
