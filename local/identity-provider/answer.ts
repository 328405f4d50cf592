import type { IncomingMessage } from 'node:http';

/** An answer of the server: JSON, a page, or a way on. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (status: number, body: unknown): ServerAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const onTo = (url: string | URL): ServerAnswer => ({ status: 302, headers: { location: String(url) }, body: '' });

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A page of fixed HTML with texts of others in it, which are escaped. */
export const page = (parts: readonly string[], ...texts: readonly string[]): ServerAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><meta name="viewport" content="width=device-width">${String.raw({ raw: parts }, ...texts.map(escaped))}`,
});

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a body, as JSON or as a form sends it. */
export async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (text === '') return {};
  return text.startsWith('{') ? (JSON.parse(text) as Fields) : Object.fromEntries(new URLSearchParams(text));
}
