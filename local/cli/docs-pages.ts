import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text as asyncApi } from '../../docs/asyncapi.ts';
import { text as openApi } from '../../docs/openapi.ts';
import { ROOT } from '../dev/cloud/paths.ts';

/** A server of the pages that describe the API. */
interface DocsServer {
  readonly url: string;
  close(): Promise<void>;
}

const [JSON_TYPE, HTML, CSS, SCRIPT] = ['application/json', 'text/html', 'text/css', 'text/javascript'].map(
  (type) => `${type}; charset=utf-8`,
) as [string, string, string, string];

const page = (title: string, style: string, scripts: readonly string[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${style}"></head>
<body><nav><a href="/">HTTP API</a> · <a href="/socket">WebSocket API</a></nav><div id="page"></div>
${scripts.map((script) => `<script src="${script}"></script>`).join('\n')}
</body>
</html>
`;

/** The renderers' own files, below node_modules. */
const RENDERERS: Readonly<Record<string, readonly [type: string, file: string]>> = {
  '/swagger-ui.css': [CSS, 'swagger-ui-dist/swagger-ui.css'],
  '/swagger-ui.js': [SCRIPT, 'swagger-ui-dist/swagger-ui-bundle.js'],
  '/asyncapi.css': [CSS, '@asyncapi/react-component/styles/default.min.css'],
  '/asyncapi.js': [SCRIPT, '@asyncapi/react-component/browser/standalone/index.js'],
};

/** Pages and documents, made from the contracts when they are asked for. The pages send no calls to an API. */
const MADE: Readonly<Record<string, readonly [type: string, text: () => string]>> = {
  '/': [HTML, () => page('YouBet, HTTP API', '/swagger-ui.css', ['/swagger-ui.js', '/http.js'])],
  '/socket': [HTML, () => page('YouBet, WebSocket API', '/asyncapi.css', ['/asyncapi.js', '/socket.js'])],
  '/http.js': [
    SCRIPT,
    () =>
      `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', docExpansion: 'none', filter: true, supportedSubmitMethods: [], validatorUrl: null });`,
  ],
  '/socket.js': [
    SCRIPT,
    () =>
      `fetch('/asyncapi.json').then((reply) => reply.text()).then((schema) => AsyncApiStandalone.render({ schema, config: { show: { sidebar: true } } }, document.getElementById('page')));`,
  ],
  '/openapi.json': [JSON_TYPE, openApi],
  '/asyncapi.json': [JSON_TYPE, asyncApi],
};

/** Nothing is loaded from elsewhere. The parser of AsyncAPI compiles schemas, for which it evaluates code. */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:";

async function answer(path: string, response: ServerResponse): Promise<void> {
  const [made, rendered] = [MADE[path], RENDERERS[path]];
  const type = made?.[0] ?? rendered?.[0];
  if (type === undefined) return void response.writeHead(404).end();
  const body = made ? made[1]() : await readFile(join(ROOT, 'node_modules', rendered?.[1] ?? ''));
  response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body);
}

/** Starts the pages of the HTTP API (`/`) and of the sockets (`/socket`) on loopback. @param port 0 takes any free port */
export async function serveDocs(port: number): Promise<DocsServer> {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost').pathname, response).catch((error: Error) =>
      response.writeHead(500).end(error.message),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => void (await new Promise((closed) => server.close(closed))),
  };
}
