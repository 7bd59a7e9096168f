import { t } from '@grafana/i18n';
import React from 'react';
import { useRowStyles } from './rowStyles';

/** Says why a row that stands in the form does not stand in the query. */
export function IncompleteNote() {
  const styles = useRowStyles();
  return (
    <div className={styles.quiet} style={{ flexBasis: '100%' }}>
      {t('traceql-builder.incomplete', 'Not part of the query until it has a value.')}
    </div>
  );
}
