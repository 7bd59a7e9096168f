import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import React from 'react';
import type { QueryQuestion } from '../../../../data';
import { downloadText } from '../../../../components/downloadText';
import { exportName } from './exportName';

interface ExportMenuProps {
  question: QueryQuestion;
  /** The whole answer. */
  answer: unknown;
  /** What the table shows; called when it is wanted. */
  renderCsv(): string;
}

/** Saves the results as a file. */
export function ExportMenu({ question, answer, renderCsv }: ExportMenuProps) {
  const overlay = () => (
    <Menu ariaLabel={t('query.export.menu', 'Export')}>
      <Menu.Item
        icon="table"
        label={t('query.export.csv', 'CSV')}
        description={t('query.export.csv-help', 'What the table shows')}
        onClick={() => downloadText(renderCsv(), exportName(question, 'csv'), 'text/csv')}
      />
      <Menu.Item
        icon="brackets-curly"
        label={t('query.export.json', 'JSON')}
        description={t('query.export.json-help', 'The whole answer')}
        onClick={() =>
          downloadText(JSON.stringify({ question, answer }, null, 2), exportName(question, 'json'), 'application/json')
        }
      />
    </Menu>
  );
  return (
    <Dropdown overlay={overlay} placement="bottom-end">
      <Button size="sm" variant="secondary" icon="download-alt">
        {t('query.export.menu', 'Export')}
      </Button>
    </Dropdown>
  );
}
