import type { IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { SpansetOperator } from '../../traceql';

/** What an operator between spansets says of the spans on its right. */
export function relationName(operator: SpansetOperator): string {
  switch (operator) {
    case '&&':
      return t('traceql-builder.relation-and', 'are in the same trace');
    case '||':
      return t('traceql-builder.relation-or', 'or these instead');
    case '>':
      return t('traceql-builder.relation-child', 'is child of');
    case '>>':
      return t('traceql-builder.relation-descendant', 'is descendant of');
    case '<':
      return t('traceql-builder.relation-parent', 'is parent of');
    case '<<':
      return t('traceql-builder.relation-ancestor', 'is ancestor of');
    case '~':
      return t('traceql-builder.relation-sibling', 'is sibling of');
    case '!>':
      return t('traceql-builder.relation-no-child', 'is no child of');
    case '!>>':
      return t('traceql-builder.relation-no-descendant', 'is no descendant of');
    case '!<':
      return t('traceql-builder.relation-no-parent', 'is no parent of');
    case '!<<':
      return t('traceql-builder.relation-no-ancestor', 'is no ancestor of');
    case '!~':
      return t('traceql-builder.relation-no-sibling', 'is no sibling of');
    case '&>':
      return t('traceql-builder.relation-both-child', 'is child of, keep both');
    case '&>>':
      return t('traceql-builder.relation-both-descendant', 'is descendant of, keep both');
    case '&<':
      return t('traceql-builder.relation-both-parent', 'is parent of, keep both');
    case '&<<':
      return t('traceql-builder.relation-both-ancestor', 'is ancestor of, keep both');
    case '&~':
      return t('traceql-builder.relation-both-sibling', 'is sibling of, keep both');
  }
}

export function relationIcon(operator: SpansetOperator): IconName {
  switch (operator.replace(/^[!&](?=[<>~])/, '')) {
    case '>':
    case '>>':
      return 'corner-down-right-alt';
    case '<':
    case '<<':
      return 'corner-up-right';
    case '~':
      return 'exchange-alt';
    default:
      return 'link';
  }
}
