import { double, type PlainMap } from './attributes';
import type { Random } from './random';

/** Names and values that queries, escapes and tables stumble over; real SDKs send such things. */
export function oddAttributes(random: Random): PlainMap {
  const user = `user-${random.between(1, 400)}`;
  return {
    'user id': user,
    'feature."beta"': random.chance(0.1),
    'sample.ratio': double(0.25),
    'http.request.header.accept': ['text/html', 'application/json'],
    ...(random.chance(0.2) ? RARE : {}),
    ...(random.chance(0.1) ? { 'enduser.id': '' } : { 'enduser.id': user }),
  };
}

const RARE: PlainMap = {
  'back\\slash': 'C:\\shop\\logs',
  'schlüssel.ключ': 'wert {mit} | zeichen',
  '.leading.dot': 1,
  'a{b}=c': 'braces',
  'new\nline': 'two\nlines',
  '123': 'digits',
  'big.integer': BigInt('9223372036854775807'),
  'tiny.double': double(1e-9),
  'whole.double': double(3),
  'list.of.integers': [1, 2, 3],
  'list.of.booleans': [true, false],
  'list.empty': [],
  'nested.map': { pairs: { depth: 1, tags: ['a', 'b'] } },
  'raw.bytes': new Uint8Array([0, 255, 16]),
  parent: 'not the parent',
  status: 'not the status',
};
