import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import React from 'react';
import type { FoundAttribute } from '../../../../tempo';
import { columnValues, type AttributeColumn } from './attributeColumns';
import { typeOfFieldValue } from './fieldOfAttribute';
import { attributeText, type SearchRow } from './searchRows';
import { ValueButton } from './ValueButton';
import type { FilterTarget } from './ValueMenuContext';

/** More are counted. */
const MOST_VALUES = 3;

/** The values of an attribute: one of a span, perhaps several different ones of a trace. */
export function AttributeCell({ row, column }: { row: SearchRow; column: AttributeColumn }) {
  const values = columnValues(row, column);
  const more = values.length - MOST_VALUES;
  return (
    <>
      {values.slice(0, MOST_VALUES).map((value, index) => (
        <ValueButton
          key={index}
          isCellAction={index === 0}
          target={{ text: attributeText(value.value), filter: filterOf(column, value) }}
        />
      ))}
      {more > 0 && <Text color="secondary">{t('query.results.more-values', '+{{count}}', { count: more })}</Text>}
    </>
  );
}

function filterOf({ field }: AttributeColumn, { value, type }: FoundAttribute): FilterTarget | undefined {
  // No operator compares with a whole list.
  if (field === undefined || type === 'array') {
    return undefined;
  }
  return { field, value, type: typeOfFieldValue(field, type) };
}
