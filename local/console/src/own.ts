import { BadField } from './bad-field.ts';

/** Calls the console's own server. @throws Error with its reason, BadField where that names an input */
export async function own<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const reply = await fetch(path, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await reply.text();
  const json: unknown = text === '' ? null : JSON.parse(text);
  if (!reply.ok) {
    const { error = `The console answers with ${reply.status}.`, field } = (json ?? {}) as { error?: string; field?: string };
    throw field === undefined ? new Error(error) : new BadField(field, error);
  }
  return json as T;
}
