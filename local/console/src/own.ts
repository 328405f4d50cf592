/** Calls the console's own server. @throws Error with its reason */
export async function own<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const reply = await fetch(path, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await reply.text();
  const json: unknown = text === '' ? null : JSON.parse(text);
  if (!reply.ok) throw new Error((json as { error?: string } | null)?.error ?? `The console answers with ${reply.status}.`);
  return json as T;
}
