import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item in DynamoDB's own form. */
export type RawItem = Readonly<Record<string, AttributeValue>>;

const utf8 = (text: string): number => Buffer.byteLength(text);

/** A list and a map take 3 bytes, and 1 more for each element. */
const nested = (elements: readonly number[]): number => 3 + elements.reduce((sum, size) => sum + size + 1, 0);

/** The bytes of an item's names and values: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export const sizeOf = (item: RawItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + sizeOfValue(value), 0);

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return nested(value.L.map(sizeOfValue));
  if (value.M !== undefined) return nested(Object.entries(value.M).map(([name, each]) => utf8(name) + sizeOfValue(each)));
  if (value.SS !== undefined) return value.SS.reduce((sum, text) => sum + utf8(text), 0);
  if (value.NS !== undefined) return value.NS.reduce((sum, text) => sum + sizeOfNumber(text), 0);
  if (value.BS !== undefined) return value.BS.reduce((sum, bytes) => sum + bytes.length, 0);
  throw new Error(`no size is known for ${Object.keys(value)}`);
}

/** 1 byte, and 1 for every two significant digits: zeros at either end are trimmed. A minus takes 1 more. */
function sizeOfNumber(text: string): number {
  const [, minus = '', digits = ''] = /^(-?)([\d.]*)/.exec(text) ?? [];
  const significant = digits.replace('.', '').replace(/^0+|0+$/g, '');
  return 1 + Math.ceil(significant.length / 2) + minus.length;
}
