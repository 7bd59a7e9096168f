import type { Field, Literal } from '../ast';
import { isLiteral, isValue } from '../edits/literals';

export { isLiteral, isValue };

export function isField(node: { readonly kind: string }): node is Field {
  return node.kind === 'attribute' || node.kind === 'intrinsic';
}

export function isNumberLiteral(node: Literal): boolean {
  return node.kind === 'int' || node.kind === 'float' || node.kind === 'duration';
}
