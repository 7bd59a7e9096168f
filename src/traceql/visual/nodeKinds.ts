import type { Field } from '../ast';
import { isLiteral, isValue } from '../edits/literals';

export { isLiteral, isValue };

export function isField(node: { readonly kind: string }): node is Field {
  return node.kind === 'attribute' || node.kind === 'intrinsic';
}
