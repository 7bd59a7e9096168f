/**
 * Fields of spans as the evaluator knows them.
 * Follows `Attribute` and `Intrinsic` in Tempo's `pkg/traceql/enum_attributes.go`.
 */
import { AttributeScope, Field as SyntaxField } from '../../../../src/traceql/ast';

/** What Tempo calls an intrinsic, by the name that it prints. The last ones are only used inside. */
export type IntrinsicName =
  | 'duration'
  | 'name'
  | 'status'
  | 'statusMessage'
  | 'kind'
  | 'span:childCount'
  | 'rootServiceName'
  | 'rootName'
  | 'traceDuration'
  | 'nestedSetLeft'
  | 'nestedSetRight'
  | 'nestedSetParent'
  | 'event:name'
  | 'event:timeSinceStart'
  | 'link:spanID'
  | 'link:traceID'
  | 'instrumentation:name'
  | 'instrumentation:version'
  | 'parent'
  | 'trace:id'
  | 'span:id'
  | 'span:parentID'
  | 'traceStartTime'
  | 'spanStartTime'
  | 'structuralDescendant'
  | 'structuralSibling'
  | 'structuralChild'
  | 'serviceStats';

export interface Field {
  readonly scope: AttributeScope;
  /** The name of the attribute, or that of the intrinsic. */
  readonly name: string;
  readonly intrinsic: IntrinsicName | null;
  readonly parent: boolean;
  /** The same text for the same field. */
  readonly key: string;
}

const ALIASES: Readonly<Record<string, IntrinsicName>> = {
  childCount: 'span:childCount',
  'span:status': 'status',
  'span:statusMessage': 'statusMessage',
  'span:duration': 'duration',
  'span:name': 'name',
  'span:kind': 'kind',
  'trace:rootName': 'rootName',
  'trace:rootService': 'rootServiceName',
  'trace:duration': 'traceDuration',
};

/** The intrinsic that a spelling in a query means. */
export function canonicalIntrinsic(spelling: string): IntrinsicName {
  return ALIASES[spelling] ?? (spelling as IntrinsicName);
}

export function intrinsicField(name: IntrinsicName): Field {
  return { scope: 'none', name, intrinsic: name, parent: false, key: `:${name}` };
}

export function attributeField(scope: AttributeScope, name: string, parent = false): Field {
  return { scope, name, intrinsic: null, parent, key: `${parent ? 'parent.' : ''}${scope}.${name}` };
}

export function fieldOf(syntax: SyntaxField): Field {
  return syntax.kind === 'intrinsic'
    ? intrinsicField(canonicalIntrinsic(syntax.name))
    : attributeField(syntax.scope, syntax.name, syntax.parent);
}

/** The field as Tempo prints it: `resource.service.name`, `.foo`, `name`; `span."a b"` with quotes only where `quotes`. */
export function renderField(field: Field, quotes: boolean): string {
  const name = field.intrinsic ?? field.name;
  const prefix = `${field.parent ? 'parent.' : ''}${field.scope === 'none' ? '' : `${field.scope}.`}`;
  const dot = prefix === '' && field.intrinsic === null && name !== '' ? '.' : '';
  return prefix + dot + (quotes && hasForeignRune(name) ? `"${name}"` : name);
}

/** `ContainsNonAttributeRune` of `pkg/traceql/lexer.go`. */
function hasForeignRune(name: string): boolean {
  return /[\s{}()=~!<>&|^,]/u.test(name);
}
