import { t } from '@grafana/i18n';
import React from 'react';
import { isKnownTo } from '../../traceql';
import { useBuilder } from './BuilderContext';
import type { FieldScope } from './fieldIndex';
import { OptionBox } from './OptionBox';

interface ScopeBoxProps {
  label: string;
  value: FieldScope | null;
  onChange(scope: FieldScope): void;
}

/** Where a field belongs: to the span, to what sent it, to an event of it … */
export function ScopeBox({ label, value, onChange }: ScopeBoxProps) {
  const { tempo } = useBuilder();
  return (
    <OptionBox<FieldScope>
      label={label}
      options={[
        { value: 'built-in', label: t('traceql-builder.scope-built-in', 'Built-in') },
        { value: 'span', label: t('traceql-builder.scope-span', 'Span') },
        { value: 'resource', label: t('traceql-builder.scope-resource', 'Resource') },
        { value: 'event', label: t('traceql-builder.scope-event', 'Event') },
        { value: 'link', label: t('traceql-builder.scope-link', 'Link') },
        {
          value: 'instrumentation',
          label: t('traceql-builder.scope-instrumentation', 'Instrumentation'),
          ...(isKnownTo('2.7', tempo)
            ? {}
            : { description: t('traceql-builder.since', 'Since Tempo {{since}}, not in yours.', { since: '2.7' }) }),
        },
        {
          value: 'none',
          label: t('traceql-builder.scope-none', 'Any'),
          description: t('traceql-builder.scope-none-why', 'Slower: Tempo looks in span and resource.'),
        },
      ]}
      value={value}
      placeholder={t('traceql-builder.scope-placeholder', 'All scopes')}
      onChange={onChange}
      width={13}
    />
  );
}
