/** The most bytes that API Gateway sends as one frame; it would cut a longer text into several. */
const FRAME = 32_768;

/** @returns the text to post; null when it does not fit into one frame */
export function frameOrNull(message: object): string | null {
  const text = JSON.stringify(message);
  return Buffer.byteLength(text) < FRAME ? text : null;
}

/** @returns the text to post @throws when it does not fit into one frame */
export function frame(message: object): string {
  const text = frameOrNull(message);
  if (text === null) throw new Error('a message to a socket is longer than one frame');
  return text;
}
