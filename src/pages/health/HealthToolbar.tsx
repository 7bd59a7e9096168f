import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Dropdown, InlineSwitch, Menu, Spinner, Stack, Text } from '@grafana/ui';
import React from 'react';
import { downloadText } from '../../components/downloadText';
import type { Health } from '../../data';
import { renderReportMarkdown, type HealthReport } from '../../health';

/** When it was asked, how far the next answer is, and the report as a file. */
export function HealthToolbar({ health }: { health: Health }) {
  const { progress, report, isPaused } = health;
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="center">
      {progress ? (
        <Button variant="secondary" icon="times" onClick={health.cancel}>
          {t('health.cancel', 'Cancel')}
        </Button>
      ) : (
        <Button variant="secondary" icon="sync" onClick={health.refresh}>
          {t('health.refresh', 'Ask again')}
        </Button>
      )}
      <InlineSwitch
        id="health-polling"
        label={t('health.polling', 'Every minute')}
        showLabel
        transparent
        value={!isPaused}
        onChange={({ currentTarget }) => health.setPaused(!currentTarget.checked)}
      />
      {report && <ExportReport report={report} />}
      {/* The attribute is for tests and scripts: the text has no more than seconds. */}
      <div role="status" data-at={report?.atMs}>
        <Stack direction="row" gap={1} alignItems="center">
          {progress && <Spinner />}
          <Text color="secondary">{statusOf(health)}</Text>
        </Stack>
      </div>
    </Stack>
  );
}

function statusOf({ progress, report }: Health): string {
  if (progress) {
    return t('health.progress', 'Asked {{done}} of {{total}}', { ...progress });
  }
  return report
    ? t('health.asked-at', 'As of {{time}}', {
        time: dateTimeFormat(report.atMs),
        interpolation: { escapeValue: false },
      })
    : t('health.not-asked', 'Not asked yet');
}

function ExportReport({ report }: { report: HealthReport }) {
  const name = `tempo-health-${new Date(report.atMs).toISOString().replace(/[:.]/g, '-')}`;
  const items = (
    <Menu>
      <Menu.Item
        label={t('health.export.markdown', 'Markdown, for an incident')}
        onClick={() => downloadText(renderReportMarkdown(report), `${name}.md`, 'text/markdown')}
      />
      <Menu.Item
        label={t('health.export.json', 'JSON')}
        onClick={() => downloadText(JSON.stringify(report, null, 2), `${name}.json`, 'application/json')}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={items}>
      <Button variant="secondary" icon="download-alt">
        {t('health.export.title', 'Export')}
      </Button>
    </Dropdown>
  );
}
