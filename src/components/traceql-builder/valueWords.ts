import { t } from '@grafana/i18n';
import type { LiteralType, RowOperator } from '../../traceql';
import { UNESCAPED } from './unescaped';

/** What a type of values is called. */
export function typeName(type: LiteralType): string {
  switch (type) {
    case 'string':
      return t('traceql-builder.type-string', 'Text');
    case 'int':
      return t('traceql-builder.type-int', 'Integer');
    case 'float':
      return t('traceql-builder.type-float', 'Decimal');
    case 'duration':
      return t('traceql-builder.type-duration', 'Duration');
    case 'bool':
      return t('traceql-builder.type-bool', 'Boolean');
    case 'status':
      return t('traceql-builder.type-status', 'Status');
    case 'span-kind':
      return t('traceql-builder.type-kind', 'Kind');
    case 'nil':
      return t('traceql-builder.type-nil', 'Nothing');
  }
}

/** What to do about a text that is no value of the type. */
export function notOfType(type: LiteralType, typed: string): string {
  switch (type) {
    case 'int':
      return t('traceql-builder.no-int', '“{{typed}}” is no whole number, such as 200 or -1.', {
        typed,
        interpolation: UNESCAPED,
      });
    case 'float':
      return t('traceql-builder.no-float', '“{{typed}}” is no number, such as 0.5 or 1e6.', {
        typed,
        interpolation: UNESCAPED,
      });
    case 'duration':
      return t('traceql-builder.no-duration', '“{{typed}}” is no duration, such as 250ms, 1.5s or 1h30m.', {
        typed,
        interpolation: UNESCAPED,
      });
    case 'bool':
      return t('traceql-builder.no-bool', '“{{typed}}” is neither true nor false.', {
        typed,
        interpolation: UNESCAPED,
      });
    case 'status':
      return t('traceql-builder.no-status', '“{{typed}}” is no status: choose error, ok or unset.', {
        typed,
        interpolation: UNESCAPED,
      });
    case 'span-kind':
      return t(
        'traceql-builder.no-kind',
        '“{{typed}}” is no kind: choose server, client, producer, consumer, internal or unspecified.',
        { typed, interpolation: UNESCAPED }
      );
    default:
      return t('traceql-builder.no-value', '“{{typed}}” cannot stand here.', { typed, interpolation: UNESCAPED });
  }
}

/** What an operator does, beside its sign. */
export function operatorName(operator: RowOperator): string {
  switch (operator) {
    case '=':
      return t('traceql-builder.operator-equal', 'is (any of)');
    case '!=':
      return t('traceql-builder.operator-not-equal', 'is not (none of)');
    case '=~':
      return t('traceql-builder.operator-match', 'matches');
    case '!~':
      return t('traceql-builder.operator-no-match', 'does not match');
    case '>':
      return t('traceql-builder.operator-greater', 'greater than');
    case '>=':
      return t('traceql-builder.operator-greater-equal', 'at least');
    case '<':
      return t('traceql-builder.operator-less', 'less than');
    case '<=':
      return t('traceql-builder.operator-less-equal', 'at most');
    case 'is-set':
      return t('traceql-builder.operator-set', 'is set');
    case 'is-not-set':
      return t('traceql-builder.operator-not-set', 'is not set');
    case 'is-true':
      return t('traceql-builder.operator-true', 'is true');
  }
}
