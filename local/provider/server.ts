import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { control, Unusable } from './controls.ts';
import { newReplay, type Replay, respond } from './replay.ts';

/** A replay server under way. */
export interface Feed {
  readonly url: string;
  readonly replay: Replay;
  close(): Promise<void>;
}

/**
 * Serves real games in The Odds API's protocol, on loopback. docs/sports-data.md has the controls.
 * @param port 0 takes any
 * @param startsIn minutes from now to the first game
 * @param spacing minutes between starts; as far apart as they were if not said
 */
export async function startFeed({
  port = 0,
  startsIn = 120,
  spacing,
}: {
  port?: number;
  startsIn?: number;
  spacing?: number;
} = {}): Promise<Feed> {
  const replay = newReplay({ firstStart: wholeMinute(Date.now() + startsIn * 60_000), spacing });
  const server = createServer((request, response) => {
    answer(replay, request, response).catch((error: Error) => send(response, 500, { error: error.message }));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replay,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const wholeMinute = (ms: number): Date => new Date(Math.ceil(ms / 60_000) * 60_000);

async function answer(replay: Replay, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://replay');
  const now = new Date();
  if (!url.pathname.startsWith('/_replay')) {
    const { status, headers, body } = respond(replay, url, now);
    if (body !== null) response.writeHead(status, headers).end(body);
    return;
  }
  try {
    const done = control(replay, request.method ?? 'GET', url.pathname, await bodyOf(request), now);
    send(response, done ? 200 : 404, done ?? { error: 'no such control' });
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    send(response, 400, { error: error.message });
  }
}

const send = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString();
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // Falls through to the refusal.
  }
  throw new Unusable('the body is not a JSON object');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'starts-in': { type: 'string' }, spacing: { type: 'string' } },
  });
  const { url } = await startFeed({
    port: Number(values.port ?? process.env.FEED_PORT ?? 0),
    ...(values['starts-in'] !== undefined && { startsIn: Number(values['starts-in']) }),
    ...(values.spacing !== undefined && { spacing: Number(values.spacing) }),
  });
  console.log(`The replay feed is at ${url}`);
}
