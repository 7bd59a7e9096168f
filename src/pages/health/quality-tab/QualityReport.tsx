import { t } from '@grafana/i18n';
import { EmptyState, Stack, Text } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import type { TraceQualityProgress } from '../../../data';
import type { TraceQuality } from '../../../health';
import { QualityTable } from './QualityTable';
import { ServiceDefects } from './ServiceDefects';
import { UnreadTraces } from './UnreadTraces';

interface QualityReportProps {
  progress: TraceQualityProgress & { quality: TraceQuality };
}

/** What the sample showed: in numbers, by service, and the defects of the service that was chosen. */
export function QualityReport({ progress: { quality, unread, vanished } }: QualityReportProps) {
  const [chosen, setChosen] = useState<string>();
  const { services, traceCount, spanCount, defectiveTraceCount } = quality;
  const shown = useMemo(() => services.find(({ service }) => service === chosen) ?? services[0], [services, chosen]);
  if (traceCount === 0) {
    return (
      <Stack direction="column" gap={2}>
        <EmptyState variant="not-found" message={t('health.quality.none', 'There are no traces to judge')}>
          {t('health.quality.none-what', 'Take a longer time, another service, or see why traces are missing.')}
        </EmptyState>
        <UnreadTraces unread={unread} vanished={vanished} />
      </Stack>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      <Text element="p">
        {t(
          'health.quality.summary',
          'Judged traces: {{traces}}, with spans: {{spans}}, of services: {{services}}. Traces with a defect: {{defective}}.',
          { traces: traceCount, spans: spanCount, services: services.length, defective: defectiveTraceCount }
        )}
      </Text>
      <UnreadTraces unread={unread} vanished={vanished} />
      <QualityTable services={services} chosen={shown?.service} onChoose={setChosen} />
      {shown && <ServiceDefects quality={shown} />}
    </Stack>
  );
}
