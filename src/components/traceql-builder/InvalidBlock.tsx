import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import React from 'react';
import { makeFilter, renderExpression, replaceNode, type VisualInvalid } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { PartNotes } from './PartNotes';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';

/** What could not be read, where spans should be; the way out is to begin anew. */
export function InvalidBlock({ spanset, title }: { spanset: VisualInvalid; title: string }) {
  const { path, node } = spanset;
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  return (
    <div className={styles.block} role="group" aria-label={title}>
      <code>{renderExpression(node)}</code>
      <div>
        <Button
          size="sm"
          variant="secondary"
          disabled={disabled}
          onClick={() => edit((query) => replaceNode(query, path, makeFilter()))}
        >
          {t('traceql-builder.replace-invalid', 'Replace by conditions')}
        </Button>
      </div>
      <PartNotes part={pathKey(path)} />
    </div>
  );
}
