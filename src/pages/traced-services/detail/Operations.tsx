import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import React, { useMemo } from 'react';
import { fetchRed, useAnswer } from '../../../data';
import type { RedRow } from '../../../signals/traced';
import { NamedRows } from '../table/NamedRows';
import type { ServicePartProps } from './ServicePartProps';
import { conditionsOf } from './conditionsOf';

/** The operations of the service in numbers; pressing one shows it over time. There may be thousands. */
export function Operations({ service, sources: { asker }, range, control }: ServicePartProps) {
  const answer = useAnswer(JSON.stringify([asker.kind, service, range]), (signal) =>
    fetchRed(asker, { by: 'operation', where: conditionsOf(service), withCourse: false, ...range }, signal)
  );
  const { change } = control;
  const renderName = useMemo(() => {
    const NameCell = ({ name }: RedRow) => (
      <Button
        variant="primary"
        fill="text"
        size="sm"
        tabIndex={-1}
        data-cell-action
        onClick={() => change({ operation: name, tab: 'overview', filter: '', sort: null })}
      >
        {name}
      </Button>
    );
    return NameCell;
  }, [change]);
  return (
    <NamedRows
      answer={answer}
      control={control}
      label={t('services.tab-operations', 'Operations')}
      nameTitle={t('services.columns.operation', 'Operation')}
      empty={<p>{t('services.no-operations', 'No operation of this service was asked for in this time range.')}</p>}
      renderName={renderName}
    />
  );
}
