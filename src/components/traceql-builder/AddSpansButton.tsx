import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import React from 'react';
import { addSpanset, type Path } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { HiddenText } from './HiddenText';
import { pathKey } from './pathKey';

/** Adds spans that are related to those of the stage. */
export function AddSpansButton({ path, title }: { path: Path; title: string }) {
  const { edit, disabled } = useBuilder();
  const add = () =>
    edit((query) => addSpanset(query, path, '>>'), {
      say: t('traceql-builder.spans-added', 'Related spans added'),
      focus: [`${pathKey([...path, 'right'])}:add`],
    });
  return (
    <div>
      <Button size="sm" variant="secondary" fill="text" icon="sitemap" disabled={disabled} onClick={add}>
        {t('traceql-builder.add-spans', 'Add related spans')}
        <HiddenText> {t('traceql-builder.add-spans-to', 'to {{title}}', { title })}</HiddenText>
      </Button>
    </div>
  );
}
