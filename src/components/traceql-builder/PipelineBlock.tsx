import { t } from '@grafana/i18n';
import React from 'react';
import type { VisualPipeline } from '../../traceql';
import { ActionMenu, type Actions } from './ActionMenu';
import { PartNotes } from './PartNotes';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import type { StageListComponent } from './stageProps';

interface PipelineBlockProps {
  pipeline: VisualPipeline;
  title: string;
  actions: Actions | undefined;
  Steps: StageListComponent;
}

/** A pipeline in parentheses, within the steps of the query. */
export function PipelineBlock({ pipeline, title, actions, Steps }: PipelineBlockProps) {
  const styles = useRowStyles();
  return (
    <div className={styles.block} role="group" aria-label={title}>
      <div className={styles.bar}>
        <div className={styles.title}>
          {t('traceql-builder.pipeline', '{{title}}: the result of these steps', { title })}
        </div>
        {actions && (
          <div className={styles.actions}>
            <ActionMenu
              label={t('traceql-builder.actions', 'Actions of {{name}}', { name: title })}
              actions={actions}
            />
          </div>
        )}
      </div>
      <Steps stages={pipeline.stages} holder={pipeline.path} />
      <PartNotes part={pathKey(pipeline.path)} />
    </div>
  );
}
