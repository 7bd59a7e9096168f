import { t } from '@grafana/i18n';
import { Field, Input, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useDeferredValue, useId, useMemo, type ReactNode } from 'react';
import type { Answer } from '../../../data';
import type { RedRow } from '../../../signals/traced';
import { AnswerFailure } from '../sources/AnswerFailure';
import type { ServicesStateControl } from '../state/useServicesState';
import { filterByName } from './filterByName';
import { countText, RedTable } from './RedTable';

interface NamedRowsProps {
  answer: Answer<RedRow[]>;
  control: ServicesStateControl;
  label: string;
  nameTitle: string;
  /** What is said where there are no rows. */
  empty: ReactNode;
  /** The same function as long as it shows the same, so that rows are not rendered again for nothing. */
  renderName(row: RedRow): ReactNode;
  hasCourses?: boolean;
}

const TABLE_PX = 620;

/** A filtered table of rate, errors and duration by name, and all its states. */
export function NamedRows(props: NamedRowsProps) {
  const { answer, control, label, nameTitle, empty, renderName, hasCourses = false } = props;
  const id = useId();
  const { state, change } = control;
  const rows = answer.value ?? answer.before;
  const filter = useDeferredValue(state.filter);
  const shown = useMemo(() => rows && filterByName(rows, filter), [rows, filter]);
  if (answer.status === 'failed') {
    return <AnswerFailure error={answer.error} onRetry={answer.retry} />;
  }
  if (!rows || !shown) {
    return <LoadingPlaceholder text={t('services.asking-rows', 'Asking for the numbers…')} />;
  }
  if (rows.length === 0) {
    return <>{empty}</>;
  }
  return (
    <section aria-label={label} aria-busy={answer.status === 'loading'}>
      <Stack direction="column" gap={1} alignItems="stretch">
        <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
          <Field label={t('services.filter', 'Filter by name')} htmlFor={id} noMargin>
            <Input
              id={id}
              type="search"
              width={30}
              value={state.filter}
              placeholder={t('services.filter-placeholder', 'Part of a name')}
              onChange={(event) => change({ filter: event.currentTarget.value }, true)}
            />
          </Field>
          <span role="status">{countText(shown.length, rows.length, label)}</span>
        </Stack>
        {shown.length === 0 ? (
          <p>
            {t('services.none-match', 'Nothing has “{{filter}}” in its name.', {
              filter,
              interpolation: { escapeValue: false },
            })}
          </p>
        ) : (
          <RedTable
            label={label}
            nameTitle={nameTitle}
            rows={shown}
            sort={state.sort}
            onSort={(sort) => change({ sort }, true)}
            renderName={renderName}
            hasCourses={hasCourses}
            mostHeightPx={TABLE_PX}
          />
        )}
      </Stack>
    </section>
  );
}
