/** The header by which the edge of the API proves with a secret that a request came through it. */
export const EDGE_HEADER = 'x-youbet-edge';
